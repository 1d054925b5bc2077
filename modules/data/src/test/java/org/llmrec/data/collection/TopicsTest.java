package org.llmrec.data.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.Rejects;

class TopicsTest {
  @TempDir Path folder;

  private final Rejects counting = Rejects.counting();

  private List<Topic> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("topics"), text);
    return Topics.read(file, CollectionFormat.AUTO, counting);
  }

  @Test
  void topicsWithoutEndTags() throws IOException {
    List<Topic> topics =
        read(
            """
            <top>\r
            <num> Number: 301\r
            <title> International Organized Crime\r
            \r
            <desc> Description:\r
            Identify organizations &amp; their\r
            crimes.\r
            <narr> Narrative:\r
            A <i>relevant</i> document\r
            must name one.\r
            </top>\r
            <top>
            <head> Tipster Topic Description
            <num> Number:  051
            <dom> Domain:  Finance
            <title> Topic:  Airbus Subsidies
            <con> Concept(s):
            1. Airbus
            """);
    assertEquals(
        List.of(
            new Topic(
                "301",
                "International Organized Crime",
                "Identify organizations & their crimes.",
                "A relevant document must name one."),
            new Topic("051", "Airbus Subsidies", "", "")),
        topics);
    assertEquals(0, counting.total());
  }

  @Test
  void topicsWithEndTags() throws IOException {
    List<Topic> topics =
        read(
            "<topics><TOP><NUM>7</NUM><TITLE>a < b</TITLE> stray <DESC>Why?</DESC></TOP><top>"
                + "<num>8</num><desc>only this</desc></top></topics>");
    assertEquals(
        List.of(new Topic("7", "a < b", "Why?", ""), new Topic("8", "", "only this", "")), topics);
  }

  @Test
  void badTopicsAreRefused() throws IOException {
    String text =
        "<top><title>no number</top>\n<top><num>1<title> </top>\n<top><num>2<title>x</top>\n"
            + "<top><num>2<title>y</top><top><num>3 4<title>z</top>";
    assertEquals(List.of(new Topic("2", "x", "", "")), read(text));
    assertEquals(Map.of("missing", 2L, "duplicate", 1L, "bad-id", 1L), counting.counts());
    String message =
        assertThrows(
                BadRecordException.class,
                () ->
                    Topics.read(
                        folder.resolve("topics"), CollectionFormat.AUTO, Rejects.refusing()))
            .getMessage();
    assertTrue(message.contains("topics:1: field 'num'"), message);
  }

  @Test
  void jsonLines() throws IOException {
    assertEquals(
        List.of(new Topic("q1", "what is it", "", ""), new Topic("2", "t", "d", "n")),
        read(
            "{\"_id\": \"q1\", \"text\": \"what is it\", \"metadata\": {}}\n"
                + "{\"qid\": 2, \"title\": \"t\", \"description\": \"d\", \"narrative\": \"n\"}\n"
                + "{\"_id\": \"q3\"}\n"));
    assertEquals(Map.of("missing", 1L), counting.counts());
  }

  @Test
  void tables() throws IOException {
    List<Topic> expected = List.of(new Topic("1", "a b", "", ""), new Topic("2", "\"c\"", "", ""));
    assertEquals(expected, read("qid\tquery\n1\ta  b\n\n2\t\"c\"\n"));
    assertEquals(expected, read("1\ta b\n2\t\"c\"\nnothing here\n3\t\n"));
    assertEquals(Map.of("missing", 2L), counting.counts());
  }

  @Test
  void noTopicIsAnError() {
    String message = assertThrows(ConfigException.class, () -> read("hello\n")).getMessage();
    assertTrue(message.contains("expected topics"), message);
    assertThrows(
        ConfigException.class,
        () -> Topics.read(folder.resolve("none"), CollectionFormat.AUTO, counting));
  }

  @Test
  void theQueryIsTheChosenTexts() {
    Topic topic = new Topic("1", "t", "", "n");
    assertEquals("t", topic.query(Topic.Fields.TITLE));
    assertEquals("t", topic.query(Topic.Fields.TITLE_DESC));
    assertEquals("t n", topic.query(Topic.Fields.TITLE_DESC_NARR));
  }
}
