package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.plot.IntervalStrip;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;

/** Every model by every metric, as forest plots beside their numbers. */
final class LeaderboardSection implements Section {
  @Override
  public String id() {
    return "leaderboard";
  }

  @Override
  public String title(View view) {
    return "Leaderboard";
  }

  @Override
  public boolean present(View view) {
    return !view.metrics().isEmpty();
  }

  @Override
  public void write(Page page) {
    View view = page.view();
    List<String> legend = new ArrayList<>();
    if (figures(view).anyMatch(f -> Numbers.known(f.low(), f.high()))) {
      legend.add(
          "Dots are means, lines 95 % bootstrap intervals over "
              + view.units()
              + ", ticks below"
              + " them the means of single seeds.");
    }
    if (view.compared(view.primary())) {
      legend.add(
          "Differences are to "
              + view.setup().baseline()
              + ", paired by "
              + (view.units().equals("users") ? "user" : "query")
              + "; a filled dot has an interval that leaves zero out. Holm p is corrected for the"
              + " number of models.");
    }
    if (!legend.isEmpty()) {
      page.lead(String.join(" ", legend));
    }
    Tabs tabs = new Tabs("Metric");
    view.metrics().forEach(metric -> tabs.add(metric, out -> panel(page, metric)));
    if (view.metrics().size() > 1) {
      tabs.add("all metrics", out -> matrix(page));
    }
    tabs.write(page.out());
  }

  private static java.util.stream.Stream<Figure> figures(View view) {
    return view.models().stream().flatMap(m -> View.figure(m, view.primary()).stream());
  }

  private static void panel(Page page, String metric) {
    View view = page.view();
    List<ModelResult> ranked = view.ranked(metric);
    boolean compared = view.compared(metric);
    IntervalStrip levels = new IntervalStrip(levels(ranked, metric), baseline(view, metric));
    IntervalStrip differences = new IntervalStrip(differences(view, metric), 0);
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
      cells.addAll(level(view, model, metric, levels));
      if (compared) {
        cells.addAll(difference(view, model, metric, differences));
      }
      table.row(cells);
    }
    table.write(page.out());
  }

  private static List<DataTable.Cell> level(
      View view, ModelResult model, String metric, IntervalStrip strip) {
    Optional<Figure> found = View.figure(model, metric);
    if (found.isEmpty()) {
      return List.of(DataTable.Cell.none(), DataTable.Cell.none());
    }
    Figure f = found.get();
    String interval = Numbers.interval(f.low(), f.high());
    String sd = Double.isNaN(f.sd()) ? "" : "sd " + Numbers.metric(f.sd());
    return List.of(
        DataTable.Cell.number(
            f.mean(), Numbers.metric(f.mean()), interval.isEmpty() ? sd : interval),
        DataTable.Cell.plot(
            out ->
                strip.row(
                    out,
                    f.mean(),
                    f.low(),
                    f.high(),
                    f.bySeed().size() > 1 ? f.bySeed() : List.of(),
                    view.baseline(model) ? "mark base" : "mark",
                    model.name()
                        + ", "
                        + metric
                        + " "
                        + Numbers.metric(f.mean())
                        + " "
                        + interval
                        + (sd.isEmpty() ? "" : ", " + sd + " between seeds"))));
  }

  private static List<DataTable.Cell> difference(
      View view, ModelResult model, String metric, IntervalStrip strip) {
    Optional<Comparison> found = view.comparison(model, metric);
    if (found.isEmpty()) {
      DataTable.Cell first =
          view.baseline(model)
              ? new DataTable.Cell("0", out -> out.element("span", "baseline", "class", "faint"))
              : DataTable.Cell.none();
      DataTable.Cell none = DataTable.Cell.none();
      return List.of(first, none, none, none);
    }
    Comparison c = found.get();
    String interval = Numbers.differenceInterval(c.low(), c.high());
    return List.of(
        DataTable.Cell.number(c.difference(), Numbers.difference(c.difference()), interval),
        DataTable.Cell.plot(
            out ->
                strip.row(
                    out,
                    c.difference(),
                    c.low(),
                    c.high(),
                    List.of(),
                    View.apart(c) ? "mark" : "mark hollow",
                    c.model()
                        + " minus "
                        + c.against()
                        + ", "
                        + metric
                        + " "
                        + Numbers.difference(c.difference())
                        + " "
                        + interval)),
        DataTable.Cell.number(c.p(), Numbers.p(c.p())),
        DataTable.Cell.number(c.holm(), Numbers.p(c.holm())));
  }

  /** Means of all metrics side by side, with the deviation between seeds. */
  private static void matrix(Page page) {
    View view = page.view();
    DataTable table =
        new DataTable("All metrics, means and deviations between seeds").text("Model");
    for (String metric : view.metrics()) {
      if (metric.equals(view.primary())) {
        table.numberDescending(metric);
      } else {
        table.number(metric);
      }
    }
    for (ModelResult model : view.models()) {
      List<DataTable.Cell> cells = new ArrayList<>(List.of(ModelCell.of(page, model)));
      for (String metric : view.metrics()) {
        cells.add(
            View.figure(model, metric).map(LeaderboardSection::mean).orElse(DataTable.Cell.none()));
      }
      table.row(cells);
    }
    table.write(page.out());
  }

  private static DataTable.Cell mean(Figure f) {
    return DataTable.Cell.number(
        f.mean(),
        Numbers.metric(f.mean()),
        Double.isNaN(f.sd()) ? "" : "± " + Numbers.metric(f.sd()));
  }

  private static double baseline(View view, String metric) {
    return view.models().stream()
        .filter(view::baseline)
        .flatMap(m -> View.figure(m, metric).stream())
        .mapToDouble(Figure::mean)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static DoubleStream levels(List<ModelResult> models, String metric) {
    return models.stream()
        .flatMap(m -> View.figure(m, metric).stream())
        .flatMapToDouble(
            f ->
                DoubleStream.concat(
                    DoubleStream.of(f.mean(), f.low(), f.high()),
                    f.bySeed().stream().mapToDouble(Double::doubleValue)));
  }

  private static DoubleStream differences(View view, String metric) {
    return view.models().stream()
        .flatMap(m -> view.comparison(m, metric).stream())
        .flatMapToDouble(c -> DoubleStream.of(c.difference(), c.low(), c.high()));
  }
}
