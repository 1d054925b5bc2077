package org.llmrec.data.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.record.Rejects;

class CatalogueItemsTest {
  private static final Path SAMPLE =
      Path.of(System.getProperty("llmrec.root"), "data", "sample", "catalogue.jsonl");

  @TempDir Path folder;

  private Path catalogue() throws IOException {
    Path file = folder.resolve("catalogue.jsonl");
    try (Rejects rejects = Rejects.counting()) {
      CatalogueImport.run(CatalogueSource.of(SAMPLE), file, rejects, Progress.silent());
    }
    return file;
  }

  @Test
  void everyItemIsFoundAsTheStreamGivesIt() throws IOException {
    Path file = catalogue();
    try (CatalogueItems items = CatalogueItems.open(file);
        Stream<Item> stream = CatalogueFiles.stream(file)) {
      List<Item> all = stream.toList();
      assertEquals(all.size(), items.size());
      for (Item item : all) {
        assertEquals(Optional.of(item), items.find(item.id()));
      }
      assertEquals(Optional.empty(), items.find("nobody"));
    }
  }

  @Test
  void aLineThatIsNoItemIsNamed() throws IOException {
    Path file = catalogue();
    Files.writeString(file, Files.readString(file).replaceFirst("\"id\" ?: ?\"", "\"id\":7\""));
    CorruptFileException e =
        assertThrows(CorruptFileException.class, () -> CatalogueItems.open(file));
    assertTrue(e.getMessage().contains("line 1"), e::getMessage);
  }
}
