package org.llmrec.bench.ranker;

import java.util.Locale;

/** Results as Markdown. */
final class Table {
  private Table() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    add(
        text,
        "%s; %s; load %.1f before and %.1f after; %s.%n%n",
        report.date(),
        report.machine(),
        report.load().getFirst(),
        report.load().getLast(),
        report.kernel());
    add(text, "| one call | vector module | µs | B per call |%n|---|---|---:|---:|%n");
    for (Report.Row row : report.rows()) {
      add(
          text,
          "| %s | %s | %,.1f [%,.1f, %,.1f] | %,.1f |%n",
          row.name(),
          row.vectorModule() ? "yes" : "no",
          row.micros(),
          row.least(),
          row.most(),
          row.bytes());
    }
    add(text, "%nMedian of all measurements, least and most of them in brackets.%n%n");
    add(
        text,
        "One core computes %.1f GFLOP/s at most; the split network reaches %.1f, %.0f %% of"
            + " it.%n%n",
        report.peakGflops(),
        report.reachedGflops(),
        100 * report.reachedGflops() / report.peakGflops());
    add(
        text,
        "| 1,000 scores against the reference | spread | worst | mean | of its top 100 |%n"
            + "|---|---:|---:|---:|---:|%n");
    for (Report.Accuracy one : report.accuracy()) {
      add(
          text,
          "| %s | %.3f | %.1e | %.1e | %.2f |%n",
          one.name(),
          one.spread(),
          one.worst(),
          one.mean(),
          one.top());
    }
    add(text, "%n| goal | bound | found | |%n|---|---:|---:|---|%n");
    for (Report.Goal goal : report.goals()) {
      add(
          text,
          "| %s | %s %s | %s | %s |%n",
          goal.name(),
          goal.atMost() ? "≤" : "≥",
          number(goal.wanted()),
          number(goal.found()),
          goal.met() ? "met" : "missed");
    }
    return text.toString();
  }

  private static String number(double value) {
    return value != 0 && Math.abs(value) < 1e-3
        ? String.format(Locale.ROOT, "%.1e", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
