package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.plot.ScatterPlot;
import org.llmrec.lab.result.Cost;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;

/** What each model took. */
final class CostSection implements Section {
  @Override
  public String id() {
    return "cost";
  }

  @Override
  public String title(View view) {
    return "Cost and time";
  }

  @Override
  public boolean present(View view) {
    return view.models().stream().anyMatch(m -> any(m.cost()));
  }

  @Override
  public void write(Page page) {
    View view = page.view();
    page.lead(
        "Measured on "
            + view.setup().machine()
            + ". Tuning is the sum over all trials, a fit the mean over seeds.");
    plot(page);
    TreeSet<String> counted = new TreeSet<>();
    view.models().forEach(m -> counted.addAll(m.cost().counted().keySet()));
    DataTable table =
        new DataTable("Cost and time per model")
            .text("Model")
            .number("Tuning")
            .number("One fit")
            .number("µs per case");
    Map<String, Integer> decimals = new HashMap<>();
    for (String name : counted) {
      table.number(name);
      List<Double> values =
          view.models().stream()
              .map(m -> m.cost().counted().get(name))
              .filter(Objects::nonNull)
              .toList();
      boolean whole = values.stream().allMatch(v -> v == Math.rint(v));
      decimals.put(
          name, whole ? 0 : Numbers.decimals(values.stream().mapToDouble(Double::doubleValue)));
    }
    for (ModelResult model : view.models()) {
      Cost cost = model.cost();
      List<DataTable.Cell> cells = new ArrayList<>();
      cells.add(ModelCell.of(page, model));
      cells.add(DataTable.Cell.number(cost.tuneSeconds(), Numbers.seconds(cost.tuneSeconds())));
      cells.add(DataTable.Cell.number(cost.fitSeconds(), Numbers.seconds(cost.fitSeconds())));
      cells.add(
          DataTable.Cell.number(cost.microsPerCase(), Numbers.fixed(cost.microsPerCase(), 0)));
      for (String name : counted) {
        Double value = cost.counted().get(name);
        cells.add(
            value == null
                ? DataTable.Cell.none()
                : DataTable.Cell.number(value, Numbers.fixed(value, decimals.get(name))));
      }
      table.row(cells);
    }
    table.write(page.out());
  }

  private static boolean any(Cost cost) {
    return cost.tuneSeconds() > 0
        || cost.fitSeconds() > 0
        || cost.microsPerCase() > 0
        || !cost.counted().isEmpty();
  }

  private static void plot(Page page) {
    View view = page.view();
    List<ScatterPlot.Mark> marks = new ArrayList<>();
    for (ModelResult model : view.models()) {
      Figure f = View.figure(model, view.primary()).orElse(null);
      double seconds = model.cost().fitSeconds();
      if (f != null && Double.isFinite(f.mean()) && seconds > 0 && Double.isFinite(seconds)) {
        marks.add(
            new ScatterPlot.Mark(model.name(), page.colours().of(model.name()), seconds, f.mean()));
      }
    }
    if (marks.size() < 2) {
      return;
    }
    page.out().open("figure", "class", "wide");
    page.out().element("figcaption", view.primary() + " by the time of one fit");
    ScatterPlot.draw(
        page.out(),
        view.primary() + " by the time of one fit",
        "The numbers are in the table below and in the leaderboard.",
        "time of one fit",
        marks);
    page.out().close();
  }
}
