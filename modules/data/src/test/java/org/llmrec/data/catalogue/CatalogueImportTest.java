package org.llmrec.data.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.json.Json;
import org.llmrec.core.text.ItemText;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Rejects;

class CatalogueImportTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path out() {
    return folder.resolve("catalogue.jsonl");
  }

  private ImportedCatalogue run(CatalogueSource source, Rejects rejects) throws IOException {
    return CatalogueImport.run(source, out(), rejects, Progress.silent());
  }

  @Test
  void jsonLinesBecomeItems() throws IOException {
    Path file =
        file(
            "items.jsonl",
            """
            {"id": 1, "title": "Alien", "year": 1979, "genres": ["Horror", "Sci-Fi"], "description": "In space.", "cast": ["S. Weaver"]}
            {"id": "b,\\"2", "title": "Brazil", "year": null, "genres": []}
            """);
    ImportedCatalogue imported = run(CatalogueSource.of(file), Rejects.counting());
    assertEquals(new CatalogueCounts(2, 2, 0, 1, 0), imported.counts());
    assertEquals(List.of("1", "b,\"2"), imported.items().asList());
    List<Item> items = CatalogueFiles.read(out());
    assertEquals(
        new Item(
            "1",
            "Alien",
            "In space.",
            List.of("Horror", "Sci-Fi"),
            Map.of("year", "1979", "cast", "S. Weaver")),
        items.getFirst());
    assertEquals(List.of("year", "cast"), List.copyOf(items.getFirst().attributes().keySet()));
    assertEquals(Map.of(), items.get(1).attributes());
  }

  @Test
  void movieLensNeedsNoMapping() throws IOException {
    file(
        "movies.csv",
        "movieId,title,genres\n1,\"Net, The (1995)\",Action|Crime\n2,X,(no genres listed)\n");
    run(new CatalogueSource(folder, Format.MOVIELENS, Map.of()), Rejects.counting());
    List<Item> items = CatalogueFiles.read(out());
    assertEquals("Net, The (1995)", items.getFirst().title());
    assertEquals(List.of("Action", "Crime"), items.getFirst().categories());
    assertEquals(List.of(), items.get(1).categories());
  }

  @Test
  void theNormalisedFormIsACatalogueToo() throws IOException {
    Path file =
        file(
            "a.jsonl",
            "{\"id\":\"b\",\"attributes\":{\"year\":1818,\"x\":null,\"l\":[1]},\"z\":2}\n");
    run(CatalogueSource.of(file), Rejects.counting());
    Item item = CatalogueFiles.read(out()).getFirst();
    assertEquals(Map.of("year", "1818", "l", "1", "z", "2"), item.attributes());
    String once = Files.readString(out());
    run(CatalogueSource.of(Files.copy(out(), folder.resolve("copy.jsonl"))), Rejects.counting());
    assertEquals(once, Files.readString(out()));
  }

  @Test
  void whatIsReadIsWrittenAgainByteForByte() throws IOException {
    run(CatalogueSource.of(file("a.csv", "isbn;name;b;a\n7;Ünï;2;1\n")), Rejects.counting());
    byte[] first = Files.readAllBytes(out());
    CatalogueFiles.write(out(), CatalogueFiles.read(out()));
    assertEquals(new String(first, StandardCharsets.UTF_8), Files.readString(out()));
  }

  @Test
  void badRecordsAreRefusedAndWrittenDown() throws IOException {
    Path file =
        file(
            "a.jsonl",
            "{\"id\":1}\n{\"title\":\"x\"}\n{\"id\":1,\"title\":\"again\"}\n{\"id\":{}}\n{\"id\":2.5}\noops\n");
    Path written = folder.resolve("rejects.jsonl");
    try (Rejects rejects = Rejects.writingTo(written, false)) {
      ImportedCatalogue imported = run(CatalogueSource.of(file), rejects);
      assertEquals(new CatalogueCounts(6, 1, 5, 1, 1), imported.counts());
      assertEquals(
          Map.of("missing", 1L, "duplicate", 1L, "wrong-type", 2L, "not-json", 1L),
          rejects.counts());
    }
    Map<?, ?> second = Json.mapper().readValue(Files.readAllLines(written).get(1), Map.class);
    assertEquals(file.toString(), second.get("file"));
    assertEquals(3, second.get("line"));
    assertEquals("id", second.get("field"));
    assertEquals("duplicate", second.get("reason"));
    assertEquals("{\"id\":1,\"title\":\"again\"}", second.get("excerpt"));
  }

  @Test
  void strictLeavesNoFileBehind() throws IOException {
    Path file = file("a.jsonl", "{\"id\":1}\n{}\n");
    String message =
        assertThrows(
                BadRecordException.class, () -> run(CatalogueSource.of(file), Rejects.refusing()))
            .getMessage();
    assertTrue(message.contains("a.jsonl:2: field 'id'"), message);
    assertFalse(Files.exists(out()));
  }

  @Test
  void columnsAreMapped() throws IOException {
    Path csv = file("a.csv", "key,id,label\nk1,5,Title\n");
    run(
        new CatalogueSource(csv, Format.AUTO, Map.of("id", "key", "title", "label")),
        Rejects.counting());
    Item item = CatalogueFiles.read(out()).getFirst();
    assertEquals(new Item("k1", "Title", "", List.of(), Map.of("id", "5")), item);
  }

  @Test
  void aMappedColumnThatIsNotThereNamesTheNearest() throws IOException {
    Path csv = file("a.csv", "id,headline\n5,x\n");
    Path json = file("a.jsonl", "{\"id\":1,\"headline\":\"x\"}\n");
    for (Path file : List.of(csv, json)) {
      CatalogueSource source = new CatalogueSource(file, Format.AUTO, Map.of("title", "headlin"));
      String message =
          assertThrows(ConfigException.class, () -> run(source, Rejects.counting())).getMessage();
      assertTrue(message.contains("did you mean 'headline'?"), message);
    }
    CatalogueSource unknown = new CatalogueSource(csv, Format.AUTO, Map.of("titel", "headline"));
    String message =
        assertThrows(ConfigException.class, () -> run(unknown, Rejects.counting())).getMessage();
    assertTrue(message.contains("did you mean 'title'?"), message);
  }

  @Test
  void aTableWithoutIdsIsRefusedAsAWhole() throws IOException {
    Path csv = file("a.csv", "headline,body\nx,y\n");
    String message =
        assertThrows(ConfigException.class, () -> run(CatalogueSource.of(csv), Rejects.counting()))
            .getMessage();
    assertTrue(message.contains("[headline, body]"), message);
  }

  @Test
  void aDamagedNormalisedFileIsRefused() throws IOException {
    run(CatalogueSource.of(file("a.csv", "id\n1\n2\n")), Rejects.counting());
    String text = Files.readString(out());
    Files.writeString(out(), text.substring(0, text.length() - 5));
    String message =
        assertThrows(CorruptFileException.class, () -> CatalogueFiles.read(out())).getMessage();
    assertTrue(message.contains("line 2"), message);
    Files.write(out(), new byte[] {'{', (byte) 0xC3, '}'});
    assertThrows(IOException.class, () -> CatalogueFiles.read(out()));
  }

  @Test
  void everyItemHasATextToEncode() {
    Item bare = new Item("i7", " ", "", List.of(), Map.of());
    assertEquals(new ItemText("i7", ItemText.Source.ID), ItemText.of(bare));
    Item titled = new Item("i7", "Alien", " ", List.of("Horror", "Sci-Fi"), Map.of());
    assertEquals(
        new ItemText("Alien. Horror, Sci-Fi", ItemText.Source.TITLE_AND_CATEGORIES),
        ItemText.of(titled));
    Item described = new Item("i7", "Alien", "In space.", List.of(), Map.of());
    assertEquals(new ItemText("In space.", ItemText.Source.DESCRIPTION), ItemText.of(described));
  }
}
