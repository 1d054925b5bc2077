package org.llmrec.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Interaction;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.catalogue.CatalogueReader;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Rejects;

/** What others publish is read as it is. All files here are made up. */
class ForeignFormatsTest {
  @TempDir Path folder;

  private final Rejects rejects = Rejects.counting();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path latin1(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
  }

  private List<Item> items(Path path, Format format) throws IOException {
    return Foreign.items(path, format, rejects);
  }

  private List<Interaction> interactions(Path path, Format format) throws IOException {
    return Foreign.interactions(path, format, rejects);
  }

  @Test
  void recBoleTellsItsTypesInTheHeader() throws IOException {
    file(
        "toys.item",
        """
        item_id:token\ttitle:token_seq\tgenre:token_seq\tprice:float\tshape:float_seq
        7\tThe Red  Kite\tOutdoor Wind\t3.5\t0.5 1.5
        8\tChess, Small\tBoard Games, Family\t\t
        9\tno price
        """);
    file(
        "toys.inter",
        "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
            + "u1\t7\t4.5\t8.81250949E8\n");
    for (Format format : List.of(Format.RECBOLE, Format.AUTO)) {
      List<Item> items = items(folder, format);
      assertEquals(
          new Item(
              "7",
              "The Red Kite",
              "",
              List.of("Outdoor", "Wind"),
              Map.of("price", "3.5", "shape", "0.5 1.5")),
          items.getFirst());
      assertEquals(
          new Item("8", "Chess, Small", "", List.of("Board Games", "Family"), Map.of()),
          items.get(1));
      assertEquals(
          List.of(new Interaction("u1", "7", 4.5, 881250949)), interactions(folder, format));
    }
    assertEquals(Map.of("field-count", 2L), rejects.counts());
  }

  @Test
  void aHeaderThatRecBoleWouldNotWriteIsRefused() throws IOException {
    Path file = file("toys.item", "item_id:token\ttitle\n7\tx\n");
    String message =
        assertThrows(ConfigException.class, () -> items(file, Format.RECBOLE)).getMessage();
    assertTrue(message.contains("found title"), message);
  }

  @Test
  void aShopsListsAndObjectsBecomeTextsAndAttributes() throws IOException {
    Path meta =
        file(
            "meta.jsonl",
            """
            {"main_category":"Toys","title":"Kite","average_rating":4.1,"rating_number":7,"features":["Flies","Red"],"description":["A kite.","It flies."],"price":null,"images":[{"large":"https://x/1.jpg"}],"videos":[],"store":"Wind & Co","categories":["Toys","Kites"],"details":{"Brand":"Wind","Sizes":["S","L"],"Rank":{"Toys":3}},"parent_asin":"B01","bought_together":null}
            {"title":"Bare","features":["Light","Blue"],"description":[],"price":12.5,"images":[],"categories":[],"details":{},"parent_asin":"B02"}
            """);
    List<Item> items = items(meta, Format.AUTO);
    assertEquals(
        new Item(
            "B01",
            "Kite",
            "A kite.\nIt flies.",
            List.of("Toys", "Kites"),
            Map.of(
                "main_category", "Toys",
                "average_rating", "4.1",
                "rating_number", "7",
                "features", "Flies; Red",
                "store", "Wind & Co",
                "details.Brand", "Wind",
                "details.Sizes", "S; L",
                "details.Rank", "{\"Toys\":3}")),
        items.getFirst());
    assertEquals(
        new Item("B02", "Bare", "Light\nBlue", List.of(), Map.of("price", "12.5")), items.get(1));
    Path reviews =
        file(
            "reviews.jsonl",
            "{\"rating\":5.0,\"title\":\"Good\",\"text\":\"Flies well\",\"images\":[],\"asin\":\"B01X\","
                + "\"parent_asin\":\"B01\",\"user_id\":\"AE1\",\"timestamp\":1588687728923,"
                + "\"helpful_vote\":0,\"verified_purchase\":true}\n");
    assertEquals(
        List.of(new Interaction("AE1", "B01", 5, 1588687728)), interactions(reviews, Format.AUTO));
  }

  @Test
  void movieLensBefore2015HasNoHeaderAndIsLatin1() throws IOException {
    latin1(
        "movies.dat", "1::Caf\u00e9 Noir (1999)::Drama|Sci-Fi\n2::Short\n3::Two (2000)::Comedy\n");
    latin1("ratings.dat", "1::3::5::978300760\n1::1::2.5::978300761\n");
    for (Format format : List.of(Format.ML_1M, Format.AUTO)) {
      List<Item> items = items(folder, format);
      assertEquals(
          new Item("1", "Caf\u00e9 Noir (1999)", "", List.of("Drama", "Sci-Fi"), Map.of()),
          items.getFirst());
      assertEquals(
          List.of(
              new Interaction("1", "3", 5, 978300760), new Interaction("1", "1", 2.5, 978300761)),
          interactions(folder, format));
    }
    assertEquals(Map.of("field-count", 2L), rejects.counts());
  }

  @Test
  void theFlagsOfTheOldestMovieLensBecomeGenres() throws IOException {
    String flags = "|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0";
    latin1(
        "u.item",
        "1|Fa\u00e7ade (1995)|01-Jan-1995||http://x/1|0"
            + "|1"
            + "|0".repeat(16)
            + "|1\n"
            + "2|unknown||||1"
            + "|0".repeat(18)
            + "\n"
            + "3|Bad|||http://x/3|7"
            + flags
            + "\n");
    latin1("u.data", "196\t1\t3\t881250949\n");
    for (Format format : List.of(Format.ML_100K, Format.AUTO)) {
      List<Item> items = items(folder, format);
      assertEquals(
          new Item(
              "1",
              "Fa\u00e7ade (1995)",
              "",
              List.of("Action", "Western"),
              Map.of("release_date", "01-Jan-1995")),
          items.getFirst());
      assertEquals(new Item("2", "unknown", "", List.of(), Map.of()), items.get(1));
      assertEquals(
          List.of(new Interaction("196", "1", 3, 881250949)), interactions(folder, format));
    }
    assertEquals(Map.of("out-of-range", 2L), rejects.counts());
  }

  @Test
  void documentsOfACollectionAreItems() throws IOException {
    Path docs = Files.createDirectories(folder.resolve("docs"));
    Files.writeString(
        docs.resolve("a"),
        "<DOC>\n<DOCNO> D-1 </DOCNO>\n<TITLE>Kites</TITLE>\n<TEXT>They fly.</TEXT>\n</DOC>\n"
            + "<DOC>\n<TEXT>nameless</TEXT>\n</DOC>\n");
    Foreign.zstd(
        docs.resolve("b.zst"),
        "<DOC><DOCNO>D-2</DOCNO><TEXT>Caf\u00e9</TEXT></DOC>"
            .getBytes(StandardCharsets.ISO_8859_1));
    List<Item> wanted =
        List.of(
            new Item("D-1", "Kites", "They fly.", List.of(), Map.of()),
            new Item("D-2", "", "Caf\u00e9", List.of(), Map.of()));
    assertEquals(wanted, items(docs, Format.TREC));
    assertEquals(wanted.subList(0, 1), items(docs.resolve("a"), Format.AUTO));
    assertEquals(Map.of("missing", 2L), rejects.counts());
    CatalogueSource source = new CatalogueSource(docs, Format.TREC, Map.of());
    assertEquals(List.of(docs.resolve("a"), docs.resolve("b.zst")), source.files());
    String message =
        assertThrows(ConfigException.class, () -> interactions(docs.resolve("a"), Format.AUTO))
            .getMessage();
    assertTrue(message.contains("as a catalogue only"), message);
  }

  @Test
  void parquetIsReadHoweverItsPagesArePacked() throws IOException {
    for (String codec : List.of("none", "snappy", "gzip", "zstd")) {
      Path file = Foreign.parquet("items-" + codec + ".parquet", folder);
      assertEquals(
          List.of(
              new Item(
                  "1",
                  "\u00dcnder the Sea",
                  "",
                  List.of("Drama", "Sci-Fi"),
                  Map.of(
                      "price",
                      "4.5",
                      "score",
                      "0.1",
                      "in_stock",
                      "true",
                      "released",
                      "1995-01-02")),
              new Item("2", "Two", "", List.of(), Map.of("score", "3.5", "in_stock", "false")),
              new Item("3", "", "", List.of(), Map.of())),
          items(file, Format.AUTO),
          codec);
    }
    Path ratings = Foreign.parquet("ratings.parquet", folder);
    assertEquals(
        List.of(
            new Interaction("u1", "1", 5, 1577880000),
            new Interaction("u1", "2", 3, 1577880000),
            new Interaction("u2", "1", 4.5, 1577880000)),
        interactions(ratings, Format.PARQUET));
  }

  @Test
  void parquetWithRecordsInRecordsIsRefusedAndNamesTheColumn() throws IOException {
    Path nested = Foreign.parquet("nested.parquet", folder);
    String message =
        assertThrows(ConfigException.class, () -> items(nested, Format.AUTO)).getMessage();
    assertTrue(message.contains("'maker'"), message);
  }

  @Test
  void whatIsDeclaredWronglyIsSaid() throws IOException {
    Path parquet = Foreign.parquet("ratings.parquet", folder);
    Path csv = file("a.csv", "id,title\n1,x\n");
    assertTrue(
        assertThrows(ConfigException.class, () -> items(parquet, Format.CSV))
            .getMessage()
            .contains("found Parquet"));
    for (Format format : List.of(Format.PARQUET, Format.RECBOLE, Format.ML_1M, Format.ML_100K)) {
      assertThrows(ConfigException.class, () -> items(csv, format), format.label());
    }
    Path empty = Files.createDirectories(folder.resolve("empty"));
    String message =
        assertThrows(ConfigException.class, () -> items(empty, Format.AUTO)).getMessage();
    assertTrue(message.contains("movies.dat") && message.contains("trec"), message);
    Files.writeString(empty.resolve("a.item"), "");
    Files.writeString(empty.resolve("b.item"), "");
    assertTrue(
        assertThrows(ConfigException.class, () -> items(empty, Format.RECBOLE))
            .getMessage()
            .contains("a.item"));
  }

  @Test
  void packedFilesAreReadWhateverTheyAreCalled() throws IOException {
    byte[] csv = "id,title\n1,x\n".getBytes(StandardCharsets.UTF_8);
    List<Item> wanted = List.of(new Item("1", "x", "", List.of(), Map.of()));
    for (String name : List.of("a.csv.gz", "b")) {
      assertEquals(wanted, items(Foreign.gzip(folder.resolve(name), csv), Format.AUTO));
      assertEquals(wanted, items(Foreign.zstd(folder.resolve(name), csv), Format.AUTO));
    }
    Path data = Files.createDirectories(folder.resolve("ml"));
    Foreign.gzip(
        data.resolve("movies.csv.gz"), "movieId,title\n1,x\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(wanted, items(data, Format.AUTO));
    Foreign.zstd(data.resolve("movies.csv.zst"), csv);
    assertThrows(ConfigException.class, () -> items(data, Format.AUTO));
  }

  @Test
  void aPackedFileThatIsCutOffIsRefusedAsAWhole() throws IOException {
    StringBuilder text = new StringBuilder("id,title\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append(",x").append(i * 7919L % 104_729).append('\n');
    }
    byte[] csv = text.toString().getBytes(StandardCharsets.UTF_8);
    for (Path file :
        List.of(Foreign.gzip(folder.resolve("a"), csv), Foreign.zstd(folder.resolve("b"), csv))) {
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      String message =
          assertThrows(CorruptFileException.class, () -> items(file, Format.AUTO)).getMessage();
      assertTrue(message.contains("fetch it again"), message);
    }
  }

  @Test
  void latin1IsDeclared() throws IOException {
    Path file = latin1("a.csv", "id,title\n1,Caf\u00e9\n");
    assertEquals(List.of(), items(file, Format.AUTO));
    assertEquals(Map.of("not-utf8", 1L), rejects.counts());
    CatalogueSource source = new CatalogueSource(file, Format.AUTO, Encoding.LATIN1, Map.of());
    try (CatalogueReader reader = new CatalogueReader(source, rejects)) {
      assertEquals("Caf\u00e9", reader.next().title());
    }
    assertThrows(ConfigException.class, () -> Encoding.parse("latin"));
    assertEquals(Encoding.LATIN1, Encoding.parse("ISO-8859-1"));
  }
}
