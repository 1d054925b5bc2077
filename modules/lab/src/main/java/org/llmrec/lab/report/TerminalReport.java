package org.llmrec.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.Paragraph;
import org.llmrec.lab.report.internal.Sentences;
import org.llmrec.lab.report.internal.SliceColumns;
import org.llmrec.lab.report.internal.TextTable;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.ExpectedOutcome;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.Gain;
import org.llmrec.lab.result.ModelResult;

/**
 * An experiment's result as plain text: the leaderboard with intervals and differences, the other
 * metrics, slices, what was expected, what enrichment brought, warnings.
 */
public final class TerminalReport {
  private static final int NARROWEST = 60;
  private static final double SIGNIFICANT = 0.05;

  private final View view;
  private final int width;
  private final StringBuilder out = new StringBuilder();

  private TerminalReport(View view, int width) {
    this.view = view;
    this.width = width;
  }

  /**
   * The report, each line ending in a line feed.
   *
   * @param width how many columns the terminal has; fewer than 60 count as 60
   */
  public static String of(ExperimentResult result, int width) {
    TerminalReport report = new TerminalReport(new View(result), Math.max(NARROWEST, width));
    report.head();
    report.leaderboard();
    report.metrics();
    report.slices();
    report.expectations();
    report.prose("Enrichment", result.gains().stream().map(report::gain).toList());
    report.prose("Warnings", Sentences.warnings(report.view));
    report.prose("Notes", result.notes());
    return report.out.toString().replace(Numbers.MINUS, '-');
  }

  private void head() {
    paragraph(
        view.result().name() + ": " + view.setup().protocol() + " on " + Sentences.data(view));
    paragraph(
        Sentences.seeds(view)
            + "; ties "
            + view.setup().ties()
            + "; "
            + Sentences.tuning(view)
            + ".");
    Sentences.sampled(view).ifPresent(s -> Paragraph.print(out, "! ", s, width));
  }

  private void leaderboard() {
    if (view.models().isEmpty()) {
      return;
    }
    String metric = view.primary();
    boolean compared = view.compared(metric);
    boolean intervals = any(metric, f -> Numbers.known(f.low(), f.high()));
    boolean spread = any(metric, f -> !Double.isNaN(f.sd()));
    List<String> headings = new ArrayList<>(List.of("model", ">" + metric));
    headings.addAll(intervals ? List.of("95 % interval") : List.of());
    headings.addAll(spread ? List.of(">sd") : List.of());
    headings.addAll(compared ? List.of(">difference", "95 % interval", ">Holm p") : List.of());
    TextTable table = new TextTable(headings);
    for (ModelResult model : view.models()) {
      Optional<Figure> figure = View.figure(model, metric);
      List<String> cells = new ArrayList<>(List.of(model.name()));
      cells.add(figure.map(f -> Numbers.metric(f.mean())).orElse(""));
      if (intervals) {
        cells.add(figure.map(f -> Numbers.interval(f.low(), f.high())).orElse(""));
      }
      if (spread) {
        cells.add(figure.map(f -> Numbers.metric(f.sd())).orElse(""));
      }
      if (compared) {
        cells.addAll(comparison(model, metric));
      }
      table.row(cells);
    }
    heading("Leaderboard by " + metric);
    table.print(out, width);
    explain(intervals, spread, compared);
  }

  private boolean any(String metric, Predicate<Figure> what) {
    return view.models().stream().anyMatch(m -> View.figure(m, metric).filter(what).isPresent());
  }

  private void explain(boolean intervals, boolean spread, boolean compared) {
    List<String> legend = new ArrayList<>();
    if (intervals) {
      legend.add("Intervals: bootstrap over " + view.units() + ".");
    }
    if (spread) {
      legend.add("sd: between seeds.");
    }
    if (compared) {
      legend.add(
          "difference: to "
              + view.setup().baseline()
              + ", paired. * p < 0.05 after Holm's correction over the models.");
    }
    if (!legend.isEmpty()) {
      paragraph(String.join(" ", legend));
    }
  }

  private List<String> comparison(ModelResult model, String metric) {
    if (view.baseline(model)) {
      return List.of("baseline", "", "  ");
    }
    return view.comparison(model, metric)
        .map(
            c ->
                List.of(
                    Numbers.difference(c.difference()),
                    Numbers.differenceInterval(c.low(), c.high()),
                    Numbers.p(c.holm()) + (differs(c) ? " *" : "  ")))
        .orElse(List.of("", "", ""));
  }

  private static boolean differs(Comparison c) {
    return c.holm() < SIGNIFICANT;
  }

  private void metrics() {
    List<String> others = view.metrics().stream().filter(m -> !m.equals(view.primary())).toList();
    if (others.isEmpty()) {
      return;
    }
    List<String> headings = new ArrayList<>(List.of("model"));
    others.forEach(m -> headings.add(">" + m));
    TextTable table = new TextTable(headings);
    boolean marked = false;
    for (ModelResult model : view.models()) {
      List<String> cells = new ArrayList<>(List.of(model.name()));
      for (String metric : others) {
        boolean apart = view.comparison(model, metric).filter(TerminalReport::differs).isPresent();
        marked |= apart;
        cells.add(
            View.figure(model, metric).map(f -> Numbers.metric(f.mean())).orElse("")
                + (apart ? "*" : " "));
      }
      table.row(cells);
    }
    heading("Other metrics" + (marked ? " (* differs from " + view.setup().baseline() + ")" : ""));
    table.print(out, width);
  }

  private void slices() {
    if (view.sliceMetrics().isEmpty()) {
      return;
    }
    String metric = view.sliceMetrics().get(0);
    List<SliceColumns.Column> columns = SliceColumns.of(view);
    heading("Slices by " + metric);
    boolean first = true;
    for (String family : SliceColumns.families(columns)) {
      if (!first) {
        out.append('\n');
      }
      first = false;
      sliceTable(metric, columns.stream().filter(c -> c.family().equals(family)).toList());
    }
  }

  private void sliceTable(String metric, List<SliceColumns.Column> columns) {
    List<String> headings = new ArrayList<>(List.of("model"));
    columns.forEach(c -> headings.add(">" + c.label()));
    TextTable table = new TextTable(headings);
    for (ModelResult model : view.models()) {
      List<String> cells = new ArrayList<>(List.of(model.name()));
      for (SliceColumns.Column column : columns) {
        cells.add(column.figure(model, metric).map(f -> Numbers.metric(f.mean())).orElse(""));
      }
      table.row(cells);
    }
    table.print(out, width);
  }

  private void expectations() {
    if (view.result().expectations().isEmpty()) {
      return;
    }
    heading("Expected");
    for (ExpectedOutcome e : view.result().expectations()) {
      Paragraph.print(out, e.met() ? "  met     " : "  MISSED  ", Sentences.expectation(e), width);
    }
  }

  private String gain(Gain gain) {
    return Sentences.gain(view, gain);
  }

  private void prose(String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      heading(title);
      sentences.forEach(s -> Paragraph.print(out, "  - ", s, width));
    }
  }

  private void heading(String text) {
    out.append('\n');
    paragraph(text);
  }

  private void paragraph(String text) {
    Paragraph.print(out, "", text, width);
  }
}
