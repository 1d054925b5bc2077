package org.llmrec.bench.retrieval;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as Markdown. */
final class Table {
  private Table() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s; %s; grown from %,d texts; sources of a fused request asked %s.%n%n",
            report.date(),
            report.machine(),
            report.originals(),
            report.threads() == 1 ? "one after the other" : "all at once"));
    report.sizes().forEach(size -> text.append(of(size, report.wanted())).append("\n"));
    if (!report.growth().isEmpty()) {
      text.append("p50 grows with the number of items to the power of ");
      text.append(powers(report.growth()));
      text.append(".\n\nThe number of vectors compared grows to the power of ");
      text.append(powers(report.comparisons()));
      text.append(".\n");
    }
    return text.toString();
  }

  private static String powers(Map<String, Double> exponents) {
    return exponents.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%.2f (%s)", e.getValue(), e.getKey()))
        .collect(Collectors.joining(", "));
  }

  static String of(Report.Size size, int wanted) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d items: built in %,.0f s, %,.0f MB.%n%n"
                + "| %d candidates by | p50 ms | p95 ms | p99 ms | recall | compared |%n|---|---|---|---|---|---|%n",
            size.items(),
            size.buildSeconds(),
            size.megabytes(),
            wanted));
    for (Report.Times times : size.sources()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.2f | %s | %s |%n",
              times.name(),
              times.p50(),
              times.p95(),
              times.p99(),
              Double.isNaN(times.recall())
                  ? ""
                  : String.format(Locale.ROOT, "%.4f", times.recall()),
              times.compared() == 0 ? "" : String.format(Locale.ROOT, "%,.0f", times.compared())));
    }
    return text.append(toSlowest(size.sources())).toString();
  }

  /** How a fused request compares with the slowest of the single queries that it asks. */
  private static String toSlowest(List<Report.Times> sources) {
    return sources.stream()
        .filter(fused -> !fused.parts().isEmpty())
        .map(
            fused -> {
              Report.Times slowest =
                  sources.stream()
                      .filter(one -> one.queries() == 1 && fused.parts().contains(one.name()))
                      .max(Comparator.comparingDouble(Report.Times::p50))
                      .orElseThrow();
              return String.format(
                  Locale.ROOT,
                  "%s: %.2f times the slowest single query that it contains (%s).",
                  fused.name(),
                  fused.p50() / slowest.p50(),
                  slowest.name());
            })
        .collect(Collectors.joining(" ", "%n".formatted(), "%n".formatted()));
  }
}
