package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.catalogue.CatalogueReader;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionImport;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** Reads what a command is given without a workspace; tells how many records were refused. */
final class ForeignData {
  private final Terminal terminal;

  ForeignData(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The items, one by one. */
  void items(CatalogueSource source, Consumer<Item> each) throws IOException {
    try (Rejects rejects = Rejects.counting();
        CatalogueReader reader = new CatalogueReader(source, rejects)) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        each.accept(item);
      }
      tell("catalogue", rejects);
    }
  }

  /**
   * The interactions with known items.
   *
   * @param folder where there is room for a copy while they are read
   */
  InteractionTable interactions(
      DataOptions.Data from, Feedback feedback, Repeats repeats, Ids items, Path folder)
      throws IOException {
    Path scratch = Files.createTempDirectory(folder, ".import");
    try (Rejects rejects = Rejects.counting()) {
      Path imported = scratch.resolve("interactions.csv");
      InteractionImport.run(
          new InteractionSource(
              from.interactions(),
              from.interactionsFormat(),
              from.encoding(),
              from.interactionsMap(),
              feedback,
              repeats),
          items,
          imported,
          rejects,
          Progress.silent());
      tell("interactions", rejects);
      return InteractionTable.read(imported);
    } finally {
      AtomicFiles.deleteTree(scratch);
    }
  }

  private void tell(String what, Rejects rejects) {
    if (rejects.total() > 0) {
      terminal.note("%s: %,d records refused: %s", what, rejects.total(), rejects.counts());
    }
  }
}
