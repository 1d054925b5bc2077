package org.llmrec.pipeline.build;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/**
 * What identifies a stage's output before it is made.
 *
 * @param stage the stage's name
 * @param format the version of what it writes
 * @param inputs SHA-256 by name, sorted
 * @param options sorted by name
 * @param sha256 of all the above
 */
record StageKey(
    String stage,
    int format,
    Map<String, String> inputs,
    Map<String, String> options,
    String sha256) {

  static StageKey of(Stage stage, Map<String, String> inputs) {
    return of(stage.name(), stage.format(), inputs, stage.options());
  }

  /** What the record says went in. */
  static StageKey of(StageRecord record) {
    return of(record.stage(), record.stageFormat(), record.inputs(), record.options());
  }

  private static StageKey of(
      String stage, int format, Map<String, String> inputs, Map<String, String> options) {
    Map<String, String> sortedInputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    Map<String, String> sortedOptions = Collections.unmodifiableMap(new TreeMap<>(options));
    // The mapper sorts the keys of a map, so equal parts give equal text.
    String text =
        Json.line(
            Map.of(
                "stage",
                stage,
                "format",
                format,
                "inputs",
                sortedInputs,
                "options",
                sortedOptions));
    return new StageKey(stage, format, sortedInputs, sortedOptions, Hashes.sha256(text));
  }

  /** The 16 digits that name the output's folder. */
  String shortKey() {
    return sha256.substring(0, 16);
  }

  /** The output's folder, relative to the workspace. */
  String folder() {
    return StageEntry.folder(stage, shortKey());
  }
}
