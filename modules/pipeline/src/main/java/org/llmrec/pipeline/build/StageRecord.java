package org.llmrec.pipeline.build;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.core.generation.FileEntry;

/**
 * What went into a stage's output and what came out: the file {@code stage.json} beside the output.
 *
 * @param formatVersion of this record, {@link #FORMAT}
 * @param stage the stage's name
 * @param stageFormat the version of what the stage writes
 * @param key SHA-256 of stage, stage format, inputs and options
 * @param inputs SHA-256 by name
 * @param options by the name under which the user set them
 * @param outputs every file, with its path relative to the stage's folder
 * @param counts what the stage counted, in its order
 * @param started ISO-8601, UTC
 * @param seconds how long it ran
 * @param toolVersion the llmrec that ran it
 */
public record StageRecord(
    int formatVersion,
    String stage,
    int stageFormat,
    String key,
    Map<String, String> inputs,
    Map<String, String> options,
    List<FileEntry> outputs,
    Map<String, Long> counts,
    String started,
    double seconds,
    String toolVersion) {
  /** The format that this version writes, and the only one it reads. */
  public static final int FORMAT = 1;

  /** The record's file name. */
  public static final String FILE = "stage.json";

  /** The count of records that were refused. */
  public static final String REJECTED = "rejected";

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if the format is another one, or the start is no time
   */
  public StageRecord {
    if (formatVersion != FORMAT) {
      throw new IllegalArgumentException(
          "expected format version " + FORMAT + ", found " + formatVersion);
    }
    try {
      Instant.parse(started);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("expected a time, found " + started, e);
    }
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    outputs = List.copyOf(outputs);
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /** The output of that name. */
  public Optional<FileEntry> output(String name) {
    return outputs.stream().filter(file -> file.path().equals(name)).findFirst();
  }

  /** Bytes of all outputs together. */
  public long size() {
    return outputs.stream().mapToLong(FileEntry::size).sum();
  }

  /** How many records were refused. */
  public long rejected() {
    return counts.getOrDefault(REJECTED, 0L);
  }
}
