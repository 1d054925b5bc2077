package org.llmrec.bench.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.io.AtomicFiles;

/** A report as Markdown. */
final class Tables {
  private static final String BEGIN = "<!-- benchmark encoder -->\n";
  private static final String END = "<!-- /benchmark -->";

  private final Report report;
  private final StringBuilder out = new StringBuilder();

  private Tables(Report report) {
    this.report = report;
  }

  static String of(Report report) {
    Tables tables = new Tables(report);
    tables.head();
    tables.arms();
    tables.peaks();
    tables.goals();
    return tables.out.toString();
  }

  /** Replaces what stands between the markers of a document. */
  static void update(Path document, Report report) throws IOException {
    String before = Files.readString(document);
    int begin = before.indexOf(BEGIN);
    int end = before.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < 0 || before.indexOf(BEGIN, begin + 1) >= 0) {
      throw new IllegalArgumentException(
          document + ": expected one pair of lines " + BEGIN.strip() + " and " + END);
    }
    AtomicFiles.writeString(
        document, before.substring(0, begin) + BEGIN + of(report) + before.substring(end));
  }

  private void head() {
    Report.TextFacts texts = report.texts();
    print(
        "%s, %,d texts of %.1f word pieces on average, %d at most, from %s; %d %s on %s.%n%n",
        report.date(),
        texts.count(),
        texts.meanPieces(),
        texts.longest(),
        String.join(" and ", texts.from()),
        report.rounds(),
        report.rounds() == 1 ? "round" : "rounds",
        facts(new TreeMap<>(report.machine())));
  }

  private static String facts(Map<String, String> facts) {
    StringBuilder all = new StringBuilder();
    facts.forEach(
        (name, fact) ->
            all.append(all.isEmpty() ? "" : ", ").append(name).append(' ').append(fact));
    return all.toString();
  }

  private void arms() {
    print(
        "| | texts per CPU-second | texts/s | pieces/s | padding | of GEMM | cosine, worst / mean"
            + " |%n");
    print("|---|---:|---:|---:|---:|---:|---:|%n");
    for (Report.Row row : report.arms()) {
      if (row.kind().peak()) {
        continue;
      }
      if (row.absent() != null) {
        print("| %s | absent | | | | | |%n", row.name());
        continue;
      }
      print(
          "| %s | %s | %s | %,.0f | %s | %s | %s |%n",
          row.name(),
          range(row.perCpuSecond()),
          range(row.perSecond()),
          row.piecesPerSecond().median(),
          row.padding() == null ? "not known" : percent(row.padding()),
          row.shareOfPeak() == null ? "" : percent(row.shareOfPeak().median()),
          row.agreement() == null
              ? "not known"
              : number("%.6f / %.6f", row.agreement().worst(), row.agreement().mean()));
    }
    print("%nMedian of the rounds, least and most of them in brackets.%n");
    Map<String, String> versions = new TreeMap<>();
    for (Report.Row row : report.arms()) {
      if (row.absent() != null) {
        print("%n`%s` is absent: %s%n", row.name(), row.absent().replace("\n", " "));
      } else {
        versions.put(row.name(), facts(new TreeMap<>(row.versions())));
      }
    }
    print("%nWhat ran:%n%n");
    versions.forEach((name, facts) -> print("- %s: %s%n", name, facts));
  }

  private void peaks() {
    if (report.peakGflops() == null) {
      print("%nNo multiplication could be measured, so there is no share of the peak.%n");
      return;
    }
    print(
        "%nThe peak is %.1f GFLOP/s per processor (%s); a text needs %.2f GFLOP on average.%n%n",
        report.peakGflops(), report.peakOf(), report.texts().gflopEach());
    print(
        "| multiplication, all processors at once | shape | GFLOP/s per processor"
            + " |%n|---|---|---:|%n");
    for (Report.Row row : report.arms()) {
      if (row.kind().peak() && row.absent() == null) {
        row.gflops()
            .forEach(
                (shape, range) -> print("| %s | %s | %s |%n", row.name(), shape, range(range)));
      }
    }
  }

  private void goals() {
    print("%n| goal | at least | found | |%n|---|---:|---:|---|%n");
    for (Report.Goal goal : report.goals()) {
      print(
          "| %s | %.2f | %s | %s |%n",
          goal.what(),
          goal.wanted(),
          goal.found() == null ? "" : number("%.2f", goal.found()),
          goal.found() == null ? "not measured" : goal.met() ? "met" : "missed");
    }
  }

  private static String range(Range range) {
    return number("%.1f [%.1f, %.1f]", range.median(), range.least(), range.most());
  }

  private static String percent(double share) {
    return number("%.1f %%", 100 * share);
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private void print(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }
}
