package org.llmrec.cli.internal;

import org.llmrec.encode.store.Added;
import org.llmrec.encode.store.Inspection;

/** How a model that has come into the store is shown. */
final class AddedLines {
  private AddedLines() {}

  static void print(Terminal terminal, Added added, boolean json) {
    if (json) {
      terminal.json(added);
      return;
    }
    if (!added.facts().isEmpty()) {
      Table table = new Table("what", "value", "from");
      for (Inspection.Fact fact : added.facts()) {
        table.row(fact.what(), fact.value(), fact.from());
      }
      table.print(terminal);
    }
    terminal.line(
        "  %s %s in %s",
        added.manifest().name(), added.before() ? "was already" : "is now", added.folder());
    terminal.note("next, in llmrec.yaml: encoder: {model: %s}", added.manifest().name());
  }
}
