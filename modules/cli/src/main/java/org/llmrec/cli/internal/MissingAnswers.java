package org.llmrec.cli.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.llmrec.pipeline.WorkspaceStatus;
import org.llmrec.pipeline.build.BuildReport;
import org.llmrec.pipeline.build.StageReport;
import org.llmrec.pipeline.build.StageStatus;

/**
 * Which fields lack answers, as the stage {@code answers} counted it.
 *
 * @param items of the catalogue
 * @param byField items without an answer
 */
record MissingAnswers(long items, Map<String, Long> byField) {
  private static final String PREFIX = "missing ";

  static MissingAnswers of(BuildReport report) {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    for (StageReport stage : report.stages()) {
      counts.put(stage.stage(), stage.counts());
    }
    return of(counts);
  }

  static MissingAnswers of(WorkspaceStatus status) {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    for (StageStatus stage : status.stages()) {
      counts.put(stage.stage(), stage.counts());
    }
    return of(counts);
  }

  private static MissingAnswers of(Map<String, Map<String, Long>> counts) {
    Map<String, Long> missing = new LinkedHashMap<>();
    counts
        .getOrDefault("answers", Map.of())
        .forEach(
            (what, count) -> {
              if (counts(what)) {
                missing.put(what.substring(PREFIX.length()), count);
              }
            });
    return new MissingAnswers(
        counts.getOrDefault("import", Map.of()).getOrDefault("items", 0L), missing);
  }

  /** Whether a count is one of these. */
  static boolean counts(String name) {
    return name.startsWith(PREFIX);
  }

  void print(Terminal terminal) {
    byField.forEach(
        (field, count) ->
            terminal.note("%,d of %,d items lack %s: llmrec enrich", count, items, field));
  }
}
