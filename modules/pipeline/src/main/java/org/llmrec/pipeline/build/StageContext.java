package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.llmrec.core.Progress;

/** What a running stage gets. Used by one thread, except for the progress. */
public final class StageContext {
  /** Finds earlier outputs of the stage that runs. */
  @FunctionalInterface
  interface Earlier {
    Optional<StageOutput> newest(Predicate<StageRecord> suits) throws IOException;
  }

  private final Path folder;
  private final Map<String, Path> inputs;
  private final Map<String, String> hashes;
  private final Earlier earlier;
  private final boolean strict;
  private final Progress progress;
  private final Map<String, Long> counts = new LinkedHashMap<>();

  StageContext(
      Path folder,
      Map<String, Path> inputs,
      Map<String, String> hashes,
      Earlier earlier,
      boolean strict,
      Progress progress) {
    this.folder = folder;
    this.inputs = Map.copyOf(inputs);
    this.hashes = Map.copyOf(hashes);
    this.earlier = earlier;
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

  /**
   * The newest output that this stage left for other inputs or options, or for these, and that is
   * still whole: every byte of it has been read and compared with its record. A stage may take over
   * from it what it would have to make again; damaged ones are passed over, so that no doubt is
   * left to the stage. It stays where it is until the stage has ended.
   *
   * @param suits looks at a record, before anything else is read, and says whether that output is
   *     of use
   * @throws IOException if the workspace cannot be read
   */
  public Optional<StageOutput> earlier(Predicate<StageRecord> suits) throws IOException {
    return earlier.newest(suits);
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
