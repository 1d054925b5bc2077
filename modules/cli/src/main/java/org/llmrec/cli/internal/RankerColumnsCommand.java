package org.llmrec.cli.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      terminal.json(view(offer));
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

  private static Map<String, Object> view(Offer offer) {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (Column column : offer.columns()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", column.name());
      row.put("for", column.uses().stream().map(Use::label).toList());
      row.put("meaning", column.meaning());
      row.put("missing", column.mayBeMissing() ? column.missing() : null);
      columns.add(row);
    }
    List<Map<String, Object>> vectors = new ArrayList<>();
    offer
        .widths()
        .forEach(
            (vector, width) -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("name", vector.label());
              row.put("width", width);
              row.put("for", vector.uses().stream().map(Use::label).toList());
              row.put("perCandidate", vector.perItem());
              row.put("mayBeMissing", vector.mayBeMissing());
              vectors.add(row);
            });
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("columns", columns);
    view.put("vectors", vectors);
    return view;
  }

  private static String labels(List<Use> uses) {
    return String.join(", ", uses.stream().map(Use::label).toList());
  }
}
