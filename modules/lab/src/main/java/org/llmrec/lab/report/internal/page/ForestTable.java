package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.plot.IntervalStrip;
import org.llmrec.lab.report.internal.plot.Span;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;

/** The leaderboard by one metric: levels, and differences to the baseline. */
final class ForestTable {
  private final Page page;
  private final View view;
  private final String metric;
  private final List<ModelResult> ranked;
  private final boolean compared;
  private final IntervalStrip levels;
  private final IntervalStrip differences;

  ForestTable(Page page, String metric) {
    this.page = page;
    this.view = page.view();
    this.metric = metric;
    ranked = view.ranked(metric);
    compared = view.compared(metric);
    levels =
        IntervalStrip.leading(
            ranked.stream()
                .flatMap(m -> View.figure(m, metric).stream())
                .map(ForestTable::span)
                .toList(),
            baseline());
    differences =
        IntervalStrip.leading(
            ranked.stream()
                .flatMap(m -> view.comparison(m, metric).stream())
                .map(ForestTable::span)
                .toList(),
            0);
  }

  void write() {
    DataTable table = new DataTable("Models by " + metric).text("Model").numberDescending(metric);
    table.plot("", out -> levels.axis(out, metric + " axis"));
    if (compared) {
      table
          .number("Difference")
          .plot("", out -> differences.axis(out, "difference axis"))
          .number("p")
          .number("Holm p");
    }
    for (ModelResult model : ranked) {
      List<DataTable.Cell> cells = new ArrayList<>();
      cells.add(ModelCell.withSettings(page, model));
      cells.addAll(level(model));
      if (compared) {
        cells.addAll(difference(model));
      }
      table.row(cells);
    }
    table.write(page.out());
    if (levels.cut() || compared && differences.cut()) {
      page.out().element("p", "◂ lies beyond the axis.", "class", "faint small");
    }
  }

  private List<DataTable.Cell> level(ModelResult model) {
    Optional<Figure> found = View.figure(model, metric);
    if (found.isEmpty()) {
      return List.of(DataTable.Cell.none(), DataTable.Cell.none());
    }
    Figure f = found.get();
    String value = Numbers.metric(f.mean());
    String interval = Numbers.interval(f.low(), f.high());
    String sd = Double.isNaN(f.sd()) ? "" : "sd " + Numbers.metric(f.sd()) + " between seeds";
    String title = model.name() + ", " + metric + " " + value + " " + interval + " " + sd;
    List<Double> seeds = f.bySeed().size() > 1 ? f.bySeed() : List.of();
    String kind = view.baseline(model) ? "mark base" : "mark";
    return List.of(
        DataTable.Cell.number(f.mean(), value, interval),
        DataTable.Cell.plot(out -> levels.row(out, span(f), seeds, kind, title.strip())));
  }

  private List<DataTable.Cell> difference(ModelResult model) {
    DataTable.Cell none = DataTable.Cell.none();
    if (view.baseline(model)) {
      DataTable.Cell zero =
          new DataTable.Cell("0", out -> out.element("span", "baseline", "class", "faint"));
      return List.of(zero, none, none, none);
    }
    return view.comparison(model, metric)
        .map(this::difference)
        .orElse(List.of(none, none, none, none));
  }

  private List<DataTable.Cell> difference(Comparison c) {
    String value = Numbers.difference(c.difference());
    String interval = Numbers.differenceInterval(c.low(), c.high());
    String title =
        c.model() + " minus " + c.against() + ", " + metric + " " + value + " " + interval;
    String kind = View.apart(c) ? "mark" : "mark hollow";
    return List.of(
        DataTable.Cell.number(c.difference(), value, interval),
        DataTable.Cell.plot(out -> differences.row(out, span(c), List.of(), kind, title.strip())),
        DataTable.Cell.number(c.p(), Numbers.p(c.p())),
        DataTable.Cell.number(c.holm(), Numbers.p(c.holm())));
  }

  private double baseline() {
    return ranked.stream()
        .filter(view::baseline)
        .flatMap(m -> View.figure(m, metric).stream())
        .mapToDouble(Figure::mean)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Span span(Figure f) {
    return new Span(f.mean(), f.low(), f.high());
  }

  private static Span span(Comparison c) {
    return new Span(c.difference(), c.low(), c.high());
  }
}
