package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.Sentences;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.plot.IntervalStrip;
import org.llmrec.lab.report.internal.plot.Span;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.Gain;

/** What the language model's answers brought, whatever its sign. */
final class GainsSection implements Section {
  @Override
  public String id() {
    return "enrichment";
  }

  @Override
  public String title(View view) {
    return "What enrichment brought";
  }

  @Override
  public boolean present(View view) {
    return !view.result().gains().isEmpty();
  }

  @Override
  public void write(Page page) {
    View view = page.view();
    page.out().open("ul", "class", "findings");
    view.result().gains().forEach(g -> page.out().element("li", Sentences.gain(view, g)));
    page.out().close();
    for (String metric :
        view.result().gains().stream().map(g -> g.comparison().metric()).distinct().toList()) {
      table(
          page,
          metric,
          view.result().gains().stream()
              .filter(g -> g.comparison().metric().equals(metric))
              .toList());
    }
  }

  private static void table(Page page, String metric, List<Gain> gains) {
    IntervalStrip strip =
        IntervalStrip.whole(
            gains.stream().map(Gain::comparison).map(GainsSection::span).toList(), 0);
    DataTable table =
        new DataTable("Gains of enrichment by " + metric)
            .text("Method")
            .text("Over")
            .number("Gain in " + metric)
            .plot("", out -> strip.axis(out, "gain axis"))
            .number("p")
            .number("Holm p")
            .number(page.view().units().equals("users") ? "Users" : "Queries");
    for (Gain gain : gains) {
      Comparison c = gain.comparison();
      List<DataTable.Cell> cells = new ArrayList<>();
      cells.add(DataTable.Cell.text(gain.method()));
      cells.add(
          DataTable.Cell.text(gain.over().equals("original") ? "original text" : gain.over()));
      cells.add(
          DataTable.Cell.number(
              c.difference(),
              Numbers.difference(c.difference()),
              Numbers.differenceInterval(c.low(), c.high())));
      cells.add(
          DataTable.Cell.plot(
              out ->
                  strip.row(
                      out,
                      span(c),
                      List.of(),
                      View.apart(c) ? "mark" : "mark hollow",
                      Sentences.gain(page.view(), gain))));
      cells.add(DataTable.Cell.number(c.p(), Numbers.p(c.p())));
      cells.add(DataTable.Cell.number(c.holm(), Numbers.p(c.holm())));
      cells.add(DataTable.Cell.number(c.units(), Numbers.count(c.units())));
      table.row(cells);
    }
    table.write(page.out());
  }

  private static Span span(Comparison c) {
    return new Span(c.difference(), c.low(), c.high());
  }
}
