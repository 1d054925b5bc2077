package org.llmrec.pipeline.build;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.llmrec.core.Progress;

/** What a running stage gets. Used by one thread, except for the progress. */
public final class StageContext {
  private final Path folder;
  private final Map<String, Path> inputs;
  private final Map<String, String> hashes;
  private final boolean strict;
  private final Progress progress;
  private final Map<String, Long> counts = new LinkedHashMap<>();

  StageContext(
      Path folder,
      Map<String, Path> inputs,
      Map<String, String> hashes,
      boolean strict,
      Progress progress) {
    this.folder = folder;
    this.inputs = Map.copyOf(inputs);
    this.hashes = Map.copyOf(hashes);
    this.strict = strict;
    this.progress = progress;
  }

  /** The empty folder to write into; it gets its final name when the stage is done. */
  public Path folder() {
    return folder;
  }

  /**
   * Where an input lies.
   *
   * @throws IllegalArgumentException if the stage did not declare it
   */
  public Path input(String name) {
    Path path = inputs.get(name);
    if (path == null) {
      throw new IllegalArgumentException("input " + name + " was not declared: " + inputs.keySet());
    }
    return path;
  }

  /** The file that an earlier stage left. */
  public Path input(String stage, String file) {
    return input(new StageInput.Output(stage, file).name());
  }

  /** The SHA-256 of every input, by its name. */
  public Map<String, String> hashes() {
    return hashes;
  }

  /** Whether the first bad record should stop the stage. */
  public boolean strict() {
    return strict;
  }

  /** Hears how far the work has come. */
  public Progress progress() {
    return progress;
  }

  /**
   * Notes a number for the record, such as {@code items}. The name {@link StageRecord#REJECTED} is
   * that of the records that were refused.
   */
  public void count(String what, long number) {
    counts.put(what, number);
  }

  Map<String, Long> counts() {
    return counts;
  }
}
