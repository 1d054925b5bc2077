package org.llmrec.cli.internal;

import java.io.IOException;
import java.util.List;
import org.llmrec.pipeline.foreign.ImportedRanker;
import org.llmrec.rank.foreign.Column;
import org.llmrec.rank.foreign.Offer;
import org.llmrec.rank.foreign.Use;
import picocli.CommandLine.Command;

/** Lists what a schema may name. */
@Command(
    name = "columns",
    description = "Lists every column and vector that a schema for this workspace may name.")
final class RankerColumnsCommand extends RankerWorkspace.Alone {
  @Override
  public Integer call() throws IOException {
    Offer offer = ImportedRanker.offer(folder());
    if (json) {
      terminal.json(offer);
      return 0;
    }
    Table columns = new Table("column", "for", "meaning", "missing");
    for (Column column : offer.columns()) {
      columns.row(
          column.name(),
          labels(column.uses()),
          column.meaning(),
          column.mayBeMissing() ? column.missing() : "never");
    }
    columns.print(terminal);
    terminal.line("");
    Table vectors = new Table("vector", ">width", "for", "one for each", "missing");
    offer
        .widths()
        .forEach(
            (vector, width) ->
                vectors.row(
                    vector.label(),
                    width.toString(),
                    labels(vector.uses()),
                    vector.perItem() ? "candidate" : "request",
                    vector.mayBeMissing() ? "may be" : "never"));
    vectors.print(terminal);
    return 0;
  }

  private static String labels(List<Use> uses) {
    return String.join(", ", uses.stream().map(Use::label).toList());
  }
}
