package org.llmrec.lab.report.internal.page;

import java.util.List;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.Sentences;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.plot.ToleranceStrip;
import org.llmrec.lab.result.ExpectedOutcome;

/** What the experiment file promised, and what was found. */
final class ExpectedSection implements Section {
  @Override
  public String id() {
    return "expected";
  }

  @Override
  public String title(View view) {
    return "Expected values";
  }

  @Override
  public boolean present(View view) {
    return !view.result().expectations().isEmpty();
  }

  @Override
  public void write(Page page) {
    page.lead(
        Sentences.expectations(page.view()).orElse("")
            + " The band is the tolerance around the value that the experiment file states.");
    DataTable table =
        new DataTable("Expected and found")
            .text("Model")
            .text("Metric")
            .number("Expected")
            .number("Found")
            .plot("", out -> {})
            .text("Outcome");
    page.view().result().expectations().forEach(e -> table.row(row(e)));
    table.write(page.out());
  }

  private static List<DataTable.Cell> row(ExpectedOutcome e) {
    boolean drawn = Double.isFinite(e.found()) && e.tolerance() > 0;
    return List.of(
        DataTable.Cell.text(e.model()),
        DataTable.Cell.text(e.metric()),
        DataTable.Cell.number(
            e.expected(), Numbers.metric(e.expected()), "± " + Numbers.metric(e.tolerance())),
        Double.isNaN(e.found())
            ? new DataTable.Cell("", out -> out.element("span", "not found", "class", "faint"))
            : DataTable.Cell.metric(e.found()),
        drawn
            ? DataTable.Cell.plot(
                out ->
                    ToleranceStrip.draw(
                        out,
                        e.expected(),
                        e.tolerance(),
                        e.found(),
                        e.met(),
                        Sentences.expectation(e)))
            : DataTable.Cell.none(),
        new DataTable.Cell(
            e.met() ? "met" : "missed",
            out ->
                out.element(
                    "span", e.met() ? "✓ met" : "✗ missed", "class", e.met() ? "good" : "bad")));
  }
}
