package org.llmrec.data.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Interaction;
import org.llmrec.core.Item;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Kind;

class InspectorTest {
  @TempDir Path folder;

  private static Inspection look(Path file, Kind... declared) throws IOException {
    Inspector inspector = new Inspector(Format.AUTO, Encoding.AUTO, Map.of(), 1_000);
    return inspector.look(file, declared.length == 0 ? Optional.empty() : Optional.of(declared[0]));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void reviewsAreInteractionsThoughTheyHaveTitlesAndTexts() throws IOException {
    Inspection found =
        look(
            file(
                "r.jsonl",
                "{\"user_id\":\"u\",\"parent_asin\":\"p\",\"asin\":\"a\",\"rating\":8,\"title\":\"t\",\"text\":\"x\",\"timestamp\":1588687728923}\n"
                    + "{\"user_id\":\"v\",\"parent_asin\":\"p\",\"asin\":\"a\",\"rating\":2}\n"
                    + "{\"user_id\":\"w\",\"parent_asin\":\"p\",\"asin\":\"a\",\"rating\":10}\n"
                    + "{\"user_id\":\"v\",\"rating\":2}\n{\"user_id\":\"u\"\n"));
    assertEquals(Kind.INTERACTIONS, found.kind());
    assertEquals(
        Map.of(
            "user", "user_id", "item", "parent_asin", "value", "rating", "timestamp", "timestamp"),
        found.columns());
    assertEquals(
        List.of("user", "item", "value", "timestamp"), List.copyOf(found.columns().keySet()));
    assertTrue(found.others().containsAll(List.of("title", "text")), found::toString);
    assertEquals(5, found.looked());
    assertEquals(3, found.accepted());
    assertEquals(new Interaction("u", "p", 8, 1588687728), found.sample().getFirst());
    assertEquals(
        List.of("not-json", "missing"),
        found.refused().stream().map(Inspection.Refused::reason).toList());
    assertEquals(4, found.refused().getLast().line());
    ValueRange values = found.values().orElseThrow();
    assertEquals(new ValueRange("rating", 4, 2, 10, 3), values);
    assertEquals(OptionalDouble.of(8), values.positiveFrom());
  }

  @Test
  void theEncodingIsFoundOut() throws IOException {
    Path latin1 = folder.resolve("a.csv");
    Files.writeString(latin1, "id;name;year\n1;Caf\u00e9;1999\n", StandardCharsets.ISO_8859_1);
    Inspection found = look(latin1);
    assertEquals(Kind.CATALOGUE, found.kind());
    assertEquals(Optional.of(Encoding.LATIN1), found.unusualEncoding());
    assertEquals(";", found.facts().delimiter());
    assertEquals(
        new Item("1", "Caf\u00e9", "", List.of(), Map.of("year", "1999")),
        found.sample().getFirst());
    assertEquals(List.of("year"), found.others());
    Path movies = file("movies.dat", "1::Caf\u00e9::Drama\n");
    assertEquals(Optional.of(Encoding.UTF_8), look(movies).unusualEncoding());
    assertEquals(Optional.empty(), look(file("b.csv", "id\nplain\n")).unusualEncoding());
  }

  @Test
  void whatCannotBeReadYetShowsItsColumnsAndWhy() throws IOException {
    Inspection found = look(file("a.csv", "headline,body\nx,y\n"));
    assertEquals(Map.of(), found.columns());
    assertEquals(List.of("headline", "body"), found.others());
    assertTrue(found.problem().orElseThrow().contains("id=COLUMN"), found::toString);
    Inspection mapped =
        new Inspector(Format.AUTO, Encoding.AUTO, Map.of("id", "body"), 10)
            .look(folder.resolve("a.csv"), Optional.empty());
    assertEquals(Map.of("id", "body"), mapped.columns());
    assertEquals(Optional.empty(), mapped.problem());
  }

  @Test
  void nothingBeyondTheFirstRecordsIsLookedAt() throws IOException {
    Inspection found = look(file("a.csv", "id\n" + "x\n".repeat(5_000)));
    assertEquals(1_001, found.looked());
    assertEquals(1, found.accepted());
    assertEquals(1_000, found.refused().getFirst().count());
    StringBuilder good = new StringBuilder("id\n");
    for (int i = 0; i < 5_000; i++) {
      good.append(i).append('\n');
    }
    assertEquals(1_000, look(file("b.csv", good.toString())).looked());
  }

  @Test
  void documentsAreACatalogue() throws IOException {
    Path file = file("docs", "<DOC><DOCNO>D1</DOCNO><TITLE>Kites</TITLE>They fly.</DOC>\n");
    Inspection found = look(file);
    assertEquals(Format.TREC, found.facts().format());
    assertEquals(
        new Item("D1", "Kites", "They fly.", List.of(), Map.of()), found.sample().getFirst());
  }

  @Test
  void numbersThatAreNoRatingsSuggestNothing() {
    assertEquals(OptionalDouble.empty(), new ValueRange("v", 9, 1, 1, 1).positiveFrom());
    assertEquals(OptionalDouble.empty(), new ValueRange("v", 9, 1, 70_000, 9).positiveFrom());
    assertEquals(OptionalDouble.empty(), new ValueRange("v", 9, -1, 1, 3).positiveFrom());
    assertEquals(OptionalDouble.of(4), new ValueRange("v", 9, 0.5, 5, 10).positiveFrom());
  }
}
