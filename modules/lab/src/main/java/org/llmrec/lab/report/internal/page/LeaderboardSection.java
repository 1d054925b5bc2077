package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.View;
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
    String legend = legend(view);
    if (!legend.isEmpty()) {
      page.lead(legend);
    }
    Tabs tabs = new Tabs("Metric");
    view.metrics().forEach(m -> tabs.add(m, out -> new ForestTable(page, m).write()));
    if (view.metrics().size() > 1) {
      tabs.add("all metrics", out -> matrix(page));
    }
    tabs.write(page.out());
  }

  private static String legend(View view) {
    List<String> legend = new ArrayList<>();
    if (view.models().stream()
        .flatMap(m -> View.figure(m, view.primary()).stream())
        .anyMatch(f -> Numbers.known(f.low(), f.high()))) {
      legend.add("Dots are means, lines 95 % bootstrap intervals over " + view.units() + ".");
    }
    if (view.setup().seeds().size() > 1) {
      legend.add("Small ticks are the means of single seeds.");
    }
    if (view.compared(view.primary())) {
      legend.add(
          "Differences are to "
              + view.setup().baseline()
              + ", paired by "
              + (view.units().equals("users") ? "user" : "query")
              + "; a hollow dot's interval holds zero. Holm p is corrected for the number of"
              + " models.");
    }
    return String.join(" ", legend);
  }

  /** Means of all metrics side by side, with the deviation between seeds. */
  private static void matrix(Page page) {
    View view = page.view();
    DataTable table =
        new DataTable("All metrics, means and standard deviations between seeds").text("Model");
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
}
