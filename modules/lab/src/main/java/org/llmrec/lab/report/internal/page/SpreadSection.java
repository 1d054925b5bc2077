package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.plot.GainCurve;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Spread;

/** Who gains and who loses. */
final class SpreadSection implements Section {
  /** Percent at either end that may leave the plot: few users must not make all others flat. */
  private static final int EXTREME = 2;

  @Override
  public String id() {
    return "who-gains";
  }

  @Override
  public String title(View view) {
    return view.units().equals("users")
        ? "Which users gain, which lose"
        : "Which queries gain, which lose";
  }

  @Override
  public boolean present(View view) {
    return view.result().spreads().stream().anyMatch(s -> s.percentiles().size() > 1);
  }

  @Override
  public void write(Page page) {
    View view = page.view();
    List<String> order = view.models().stream().map(ModelResult::name).toList();
    List<Spread> spreads =
        view.result().spreads().stream()
            .filter(s -> s.percentiles().size() > 1)
            .sorted(Comparator.comparingInt(s -> order.indexOf(s.model())))
            .toList();
    GainCurve curve =
        new GainCurve(
            spreads.stream()
                .mapToDouble(s -> Math.max(-tail(s, EXTREME), tail(s, 100 - EXTREME)))
                .max()
                .orElse(1));
    boolean same =
        spreads.stream().map(s -> s.against() + "\n" + s.metric()).distinct().count() == 1;
    DataTable table =
        new DataTable("Gains and losses of " + view.units())
            .text("Model")
            .number("Lose")
            .number("Equal")
            .number("Gain")
            .plot("Difference, smallest to largest", out -> {})
            .number("Worst 5 %")
            .number("Best 5 %");
    for (Spread s : spreads) {
      List<DataTable.Cell> cells = new ArrayList<>();
      String beside = same ? "" : "against " + s.against() + " by " + s.metric();
      cells.add(
          new DataTable.Cell(
              s.model(),
              out -> {
                out.foreign(s.model());
                if (!same) {
                  out.open("span", "class", "sub").foreign(beside).close();
                }
              }));
      cells.add(share(s.worse(), s.units()));
      cells.add(share(s.equal(), s.units()));
      cells.add(share(s.better(), s.units()));
      cells.add(
          DataTable.Cell.plot(
              out ->
                  curve.draw(
                      out,
                      s.percentiles(),
                      s.model()
                          + " against "
                          + s.against()
                          + ": sorted differences in "
                          + s.metric())));
      cells.add(DataTable.Cell.number(tail(s, 5), "≤ " + Numbers.difference(tail(s, 5))));
      cells.add(DataTable.Cell.number(tail(s, 95), "≥ " + Numbers.difference(tail(s, 95))));
      table.row(cells);
    }
    page.lead(
        "All "
            + view.units()
            + " in the order of what they get more than from "
            + (same ? spreads.get(0).against() + ", by " + spreads.get(0).metric() : "the other")
            + ": losses at the left, gains at the right. A small mean may hide large swings.");
    table.write(page.out());
  }

  private static DataTable.Cell share(int count, int of) {
    return DataTable.Cell.number(
        count, Numbers.count(count), of == 0 ? "" : Numbers.fixed(100.0 * count / of, 1) + " %");
  }

  private static double tail(Spread s, int percent) {
    return s.percentiles().get((int) Math.round(percent / 100.0 * (s.percentiles().size() - 1)));
  }
}
