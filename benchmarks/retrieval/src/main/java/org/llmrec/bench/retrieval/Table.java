package org.llmrec.bench.retrieval;

import java.util.Locale;

/** Results as Markdown. */
final class Table {
  private Table() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s; %s; grown from %,d texts; sources of a fused request on %d thread%s.%n%n",
            report.date(),
            report.machine(),
            report.originals(),
            report.threads(),
            report.threads() == 1 ? "" : "s"));
    report.sizes().forEach(size -> text.append(of(size)).append("\n"));
    if (!report.growth().isEmpty()) {
      text.append("p50 grows with the number of items to the power of ");
      text.append(
          String.join(
              ", ",
              report.growth().entrySet().stream()
                  .map(e -> String.format(Locale.ROOT, "%.2f (%s)", e.getValue(), e.getKey()))
                  .toList()));
      text.append(".\n");
    }
    return text.toString();
  }

  static String of(Report.Size size) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d items: built in %,.0f s, %,.0f MB.%n%n"
                + "| 200 candidates by | p50 ms | p95 ms | p99 ms | recall |%n|---|---|---|---|---|%n",
            size.items(),
            size.buildSeconds(),
            size.megabytes()));
    for (Report.Times times : size.sources()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f | %s |%n",
              times.name(),
              times.p50(),
              times.p95(),
              times.p99(),
              Double.isNaN(times.recall())
                  ? ""
                  : String.format(Locale.ROOT, "%.4f", times.recall())));
    }
    return text.toString();
  }
}
