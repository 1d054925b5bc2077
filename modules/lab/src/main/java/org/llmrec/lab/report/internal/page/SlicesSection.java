package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.SliceColumns;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.plot.DotPlot;
import org.llmrec.lab.report.internal.plot.Span;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Slice;

/** The same metrics on parts of the items and of the cases. */
final class SlicesSection implements Section {
  private static final int DRAWN = 12;

  @Override
  public String id() {
    return "slices";
  }

  @Override
  public String title(View view) {
    return "Slices";
  }

  @Override
  public boolean present(View view) {
    return !view.sliceMetrics().isEmpty();
  }

  @Override
  public void write(Page page) {
    View view = page.view();
    String drawn =
        view.models().size() > DRAWN + 1
            ? " The plots show the best " + DRAWN + " models and the baseline, the tables all."
            : "";
    page.lead(
        "Each plot has an axis of its own: compare models within a slice, not slices with each"
            + " other, since what is easy in one is not in another."
            + drawn);
    Tabs tabs = new Tabs("Metric");
    view.sliceMetrics().forEach(metric -> tabs.add(metric, out -> panel(page, metric)));
    tabs.write(page.out());
  }

  private static void panel(Page page, String metric) {
    List<SliceColumns.Column> columns =
        SliceColumns.of(page.view()).stream()
            .filter(c -> figures(page, c, metric).findAny().isPresent())
            .toList();
    for (String family : SliceColumns.families(columns)) {
      page.out().element("h4", heading(family));
      page.out().open("div", "class", "facets");
      columns.stream().filter(c -> c.family().equals(family)).forEach(c -> facet(page, c, metric));
      page.out().close();
    }
    page.out().open("details").element("summary", "Numbers");
    table(page, columns, metric);
    page.out().close();
  }

  private static Stream<Figure> figures(Page page, SliceColumns.Column column, String metric) {
    return page.view().models().stream().flatMap(m -> column.figure(m, metric).stream());
  }

  private static String heading(String family) {
    return switch (family) {
      case "items" -> "By item";
      case "users" -> "By user";
      case "ranked" -> "By what is ranked";
      case "history" -> "By length of the history";
      default -> "By " + family;
    };
  }

  private static void facet(Page page, SliceColumns.Column column, String metric) {
    List<DotPlot.Row> rows = new ArrayList<>();
    int drawn = 0;
    for (ModelResult model : page.view().models()) {
      boolean base = page.view().baseline(model);
      Figure f = column.figure(model, metric).orElse(null);
      if (f != null && (base || drawn < DRAWN)) {
        drawn += base ? 0 : 1;
        rows.add(
            new DotPlot.Row(
                model.name(), base ? "mark base" : "mark", new Span(f.mean(), f.low(), f.high())));
      }
    }
    page.out().open("figure");
    page.out().open("figcaption").element("strong", column.name());
    page.out().text(" ").element("span", cases(page.view(), column), "class", "faint").close();
    if (column.tells(page.view(), metric)) {
      DotPlot.draw(
          page.out(),
          metric + " on " + column.label(),
          "Models with their means and intervals, the numbers are in the table below.",
          rows);
    } else {
      page.out().element("p", "Every model is at zero.", "class", "faint small");
    }
    page.out().close();
  }

  private static String cases(View view, SliceColumns.Column column) {
    int cases =
        view.models().stream()
            .flatMap(m -> column.of(m).stream())
            .mapToInt(Slice::cases)
            .max()
            .orElse(0);
    return Numbers.count(cases) + " cases";
  }

  private static void table(Page page, List<SliceColumns.Column> columns, String metric) {
    DataTable table = new DataTable("Slices by " + metric).text("Model");
    columns.forEach(c -> table.number(c.label()));
    for (ModelResult model : page.view().models()) {
      List<DataTable.Cell> cells = new ArrayList<>(List.of(ModelCell.of(page, model)));
      for (SliceColumns.Column column : columns) {
        cells.add(
            column
                .figure(model, metric)
                .map(
                    f ->
                        DataTable.Cell.number(
                            f.mean(),
                            Numbers.metric(f.mean()),
                            Numbers.interval(f.low(), f.high())))
                .orElse(DataTable.Cell.none()));
      }
      table.row(cells);
    }
    table.write(page.out());
  }
}
