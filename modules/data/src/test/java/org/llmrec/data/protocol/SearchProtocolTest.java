package org.llmrec.data.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.table.InteractionTable;

/** Queries with judged items: where they come from and how they are cut. */
class SearchProtocolTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void tagsAreFoldedAndCountedByKnownItem() throws IOException {
    Path tags =
        file(
            "tags.csv",
            """
            userId,movieId,tag,timestamp
            1,10, Based on  a Book ,5
            2,11,based on a book,6
            3,11,BASED ON A BOOK,6
            1,12,based on a book,7
            1,99,based on a book,7
            1,10,dull,8
            1,11,dull,9
            1,10,"quoted, with comma",8
            1,11,"quoted, with comma",8
            1,12,"quoted, with comma",8
            1,12,,8
            """);
    List<JudgedQuery> queries = JudgedQueries.fromTags(tags, item -> !item.equals("99"), 3);
    assertEquals(
        List.of(
            new JudgedQuery(
                "based+on+a+book",
                "based on a book",
                new TreeMap<>(Map.of("10", 1, "11", 1, "12", 1))),
            new JudgedQuery(
                "quoted%2C+with+comma",
                "quoted, with comma", new TreeMap<>(Map.of("10", 1, "11", 1, "12", 1)))),
        queries);
    assertEquals(3, JudgedQueries.fromTags(tags, item -> true, 2).size());
  }

  @Test
  void aTagOnNothingIsABadRecordAndAFileWithoutTagsIsRefused() throws IOException {
    Path nothing = file("nothing.csv", "movieId,tag\n1,good\n,bad\n");
    BadRecordException e =
        assertThrows(
            BadRecordException.class, () -> JudgedQueries.fromTags(nothing, item -> true, 1));
    assertTrue(e.getMessage().contains(":3:"), e.getMessage());
    Path other = file("other.csv", "movieId,rating\n1,5\n");
    assertThrows(ConfigException.class, () -> JudgedQueries.fromTags(other, item -> true, 1));
    assertThrows(
        ConfigException.class,
        () -> JudgedQueries.fromTags(folder.resolve("absent.csv"), item -> true, 1));
  }

  private static final String CLASSIC =
      """
      <top>
      <num> Number: 301
      <title> International Organized Crime

      <desc> Description:
      Identify organizations that participate in international criminal activity.
      </top>

      <top>
      <num> Number:  302
      <title> Topic:
       Poliomyelitis and
       Post-Polio
      <narr> Narrative: <b>
      </top>
      <TOP><NUM>303</NUM><TITLE>Hubble telescope</TITLE></TOP>
      """;

  private static final String QRELS =
      """
      301 0 d1 1
      301 0 d2 0
      301 0 d3 2
      302\tQ0\td1\t-1
      303 0 d9 1
      303 0 d4 3
      304 0 d1 1
      """;

  @Test
  void classicTopicsAndQrelsAreRead() throws IOException {
    List<JudgedQuery> queries =
        JudgedQueries.fromTrec(
            file("topics.txt", CLASSIC), file("qrels.txt", QRELS), item -> !item.equals("d9"));
    assertEquals(
        List.of(
            new JudgedQuery(
                "301", "International Organized Crime", new TreeMap<>(Map.of("d1", 1, "d3", 2))),
            new JudgedQuery("303", "Hubble telescope", new TreeMap<>(Map.of("d4", 3)))),
        queries);
    assertEquals(
        "Poliomyelitis and Post-Polio", TrecFiles.topics(folder.resolve("topics.txt")).get("302"));
  }

  @Test
  void topicsOneALineAreReadAlike() throws IOException {
    List<JudgedQuery> queries =
        JudgedQueries.fromTrec(
            file("topics.tsv", "301\torganized crime\n\n303\thubble\ttelescope\n"),
            file("qrels.txt", QRELS),
            item -> true);
    assertEquals(List.of("301", "303"), queries.stream().map(JudgedQuery::id).toList());
    assertEquals("hubble\ttelescope", queries.get(1).text());
  }

  @Test
  void aLineThatIsNoneOfItIsNamed() throws IOException {
    Path topics = file("topics.tsv", "301\tcrime\n");
    for (String line : List.of("301 0 d1", "301 0 d1 x", "301 0 d1 1.5", "301 0 a b 1")) {
      Path qrels = file("qrels.txt", "301 0 d1 1\n" + line + "\n");
      ConfigException e =
          assertThrows(
              ConfigException.class,
              () -> JudgedQueries.fromTrec(topics, qrels, item -> true),
              line);
      assertTrue(e.getMessage().contains("qrels.txt, line 2"), e.getMessage());
    }
    Path twice = file("twice.txt", "301 0 d1 1\n301 0 d1 2\n");
    assertThrows(ConfigException.class, () -> JudgedQueries.fromTrec(topics, twice, item -> true));
    Path good = file("good.txt", "301 0 d1 1\n301 0 d1 1\n");
    assertEquals(1, JudgedQueries.fromTrec(topics, good, item -> true).size());
    for (String text : List.of("", "301 crime\n", "301\t\n", "301\ta\n301\tb\n", "<top></top>")) {
      Path bad = file("bad.tsv", text);
      assertThrows(
          ConfigException.class, () -> JudgedQueries.fromTrec(bad, good, item -> true), text);
    }
  }

  @Test
  void halfOfTheQueriesIsTestAndAllPositivesOfTheCatalogueAreLearntFrom() {
    InteractionTable table = Tables.random(2);
    List<String> items = new ArrayList<>(table.items().asList());
    String gone = items.remove(0);
    items.add("never-met");
    List<JudgedQuery> queries = Splits.queries(table);
    ProtocolSplit split = ProtocolSplit.search(queries, table, items, 7);
    assertEquals(items.stream().sorted().toList(), split.items().asList());
    assertEquals(
        Tables.pairs(table).stream()
            .filter(pair -> !pair.endsWith("/" + gone))
            .collect(Collectors.toSet()),
        Tables.pairs(split.testing().positives()));
    assertSame(split.tuning(), split.testing());
    assertTrue(split.tuning().stopping().isEmpty());
    assertEquals(
        split.validationCases().stream().map(EvaluationCase::id).toList(),
        split.testing().queries().stream().map(JudgedQuery::id).toList());
    Set<String> ids = new HashSet<>();
    Stream.concat(split.validationCases().stream(), split.testCases().stream())
        .forEach(each -> assertTrue(ids.add(each.id())));
    assertEquals(queries.size(), ids.size());
    assertEquals(queries.size() / 2, split.validationCases().size());
    assertEquals(1, split.counts().get("judgements of unknown items"));
    EvaluationCase first = split.testCases().get(0);
    JudgedQuery asked =
        queries.stream().filter(query -> query.id().equals(first.id())).findFirst().orElseThrow();
    assertEquals(new Asker.QueryText(asked.text()), first.asker());
    for (int i = 0; i < first.relevant().length; i++) {
      assertEquals(asked.judged().get(split.items().get(first.relevant()[i])), first.gains()[i]);
    }
    assertArrayEquals(new int[0], first.masked());
  }

  @Test
  void aQueryTwiceOrTooFewQueriesAreRefused() {
    InteractionTable table = Tables.random(2);
    List<JudgedQuery> queries = Splits.queries(table);
    List<JudgedQuery> twice = new ArrayList<>(queries);
    twice.add(queries.get(1));
    List<String> items = table.items().asList();
    assertThrows(ConfigException.class, () -> ProtocolSplit.search(twice, table, items, 1));
    List<JudgedQuery> one = queries.subList(0, 1);
    assertThrows(ConfigException.class, () -> ProtocolSplit.search(one, table, items, 1));
  }
}
