package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.plot.LinePlot;
import org.llmrec.lab.report.internal.plot.Series;
import org.llmrec.lab.report.internal.plot.Ticks;
import org.llmrec.lab.result.ModelResult;

/** Metrics by the length of the list, one plot per family. */
final class CutsSection implements Section {
  /** Up to so many lines all have room for their names; else only those with a colour do. */
  private static final int ALL_NAMED = 16;

  @Override
  public String id() {
    return "by-k";
  }

  @Override
  public String title(View view) {
    return "By length of the list";
  }

  @Override
  public boolean present(View view) {
    return view.families().stream().anyMatch(f -> cuts(view, f).size() > 1);
  }

  @Override
  public void write(Page page) {
    Tabs tabs = new Tabs("Metric");
    page.view().families().stream()
        .filter(f -> cuts(page.view(), f).size() > 1)
        .forEach(f -> tabs.add(f + "@k", out -> panel(page, f)));
    tabs.write(page.out());
  }

  private static TreeSet<Integer> cuts(View view, String family) {
    TreeSet<Integer> cuts = new TreeSet<>();
    view.models().forEach(m -> cuts.addAll(means(m, family).keySet()));
    return cuts;
  }

  private static SortedMap<Integer, Double> means(ModelResult model, String family) {
    return model.byCut().getOrDefault(family, new TreeMap<>());
  }

  private static void panel(Page page, String family) {
    List<Double> cuts = cuts(page.view(), family).stream().map(Integer::doubleValue).toList();
    List<Series> series = new ArrayList<>();
    boolean few = page.view().models().size() <= ALL_NAMED;
    for (ModelResult model : page.view().models()) {
      boolean told = few || page.colours().told(model.name());
      List<Series.Point> points =
          means(model, family).entrySet().stream()
              .map(e -> new Series.Point(e.getKey(), e.getValue()))
              .toList();
      series.add(
          new Series(
              told ? model.name() : "", page.colours().of(model.name()), model.name(), points));
    }
    // The best are drawn last, on top; the grey ones first.
    Collections.reverse(series);
    series.sort(Comparator.comparing(s -> !s.label().isEmpty()));
    page.out().open("figure", "class", "wide");
    new LinePlot(
            LinePlot.Size.LARGE,
            Ticks.at(cuts),
            true,
            "k, length of the list",
            Ticks.over(fromZero(page.view(), family), 6))
        .draw(page.out(), family + "@k of every model", description(page.view(), family), series);
    page.out().close();
    legend(page);
    page.out().open("details").element("summary", "Numbers");
    table(page, family);
    page.out().close();
  }

  private static DoubleStream fromZero(View view, String family) {
    return DoubleStream.concat(
        DoubleStream.of(0),
        view.models().stream()
            .flatMap(m -> means(m, family).values().stream())
            .mapToDouble(Double::doubleValue));
  }

  private static String description(View view, String family) {
    return view.models().stream()
        .limit(10)
        .map(
            m ->
                m.name()
                    + " "
                    + means(m, family).entrySet().stream()
                        .map(e -> "@" + e.getKey() + " " + Numbers.metric(e.getValue()))
                        .collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; "));
  }

  private static void table(Page page, String family) {
    DataTable table = new DataTable(family + " by length of the list").text("Model");
    TreeSet<Integer> cuts = cuts(page.view(), family);
    cuts.forEach(k -> table.number("@" + k));
    for (ModelResult model : page.view().models()) {
      Map<Integer, Double> means = means(model, family);
      List<DataTable.Cell> cells = new ArrayList<>(List.of(ModelCell.of(page, model)));
      for (int k : cuts) {
        cells.add(
            means.containsKey(k) ? DataTable.Cell.metric(means.get(k)) : DataTable.Cell.none());
      }
      table.row(cells);
    }
    table.write(page.out());
  }

  /** For screens on which the plot's right end, with the names, is out of sight. */
  private static void legend(Page page) {
    page.out().open("ul", "class", "legend", "aria-hidden", "true");
    page.view().models().stream()
        .filter(m -> page.colours().told(m.name()))
        .forEach(m -> ModelCell.legend(page, m));
    page.out().close();
  }
}
