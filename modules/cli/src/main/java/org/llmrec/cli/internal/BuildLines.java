package org.llmrec.cli.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.llmrec.pipeline.build.BuildListener;
import org.llmrec.pipeline.build.StageReport;

/** Writes what a build does, a line or two per stage. */
final class BuildLines implements BuildListener {
  private final Terminal terminal;

  BuildLines(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void starting(String stage, String reason) {
    terminal.note("%-24s %s", stage, reason);
  }

  @Override
  public void finished(StageReport report) {
    switch (report.outcome()) {
      case UP_TO_DATE, REUSED, LEFT -> terminal.note("%-24s %s", report.stage(), report.reason());
      case BUILT ->
          terminal.note(
              "%-24s done in %s, %s%s",
              "",
              Durations.brief(report.seconds()),
              Durations.size(report.size()),
              counts(report.counts()));
    }
  }

  @Override
  public void published(String generation) {
    terminal.note("%-24s generation %s", "published", generation);
  }

  /** Such as {@code ; read 100, rejected 2}; what is missing gets lines of its own. */
  static String counts(Map<String, Long> all) {
    Map<String, Long> counts = new LinkedHashMap<>(all);
    counts.keySet().removeIf(MissingAnswers::counts);
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", ", "; ", ""));
  }
}
