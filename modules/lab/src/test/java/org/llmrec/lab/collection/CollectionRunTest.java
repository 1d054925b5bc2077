package org.llmrec.lab.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.collection.Topic;

class CollectionRunTest {
  private static final CollectionOptions COMPARED = CollectionOptions.plain().compareLucene(true);

  @TempDir Path folder;

  @Test
  void theTinyCollectionHasItsFiguresAndLucenesAreNear() throws IOException {
    CollectionResult result =
        CollectionRun.run(TinyCollection.input(), COMPARED.fields(Topic.Fields.TITLE_DESC));
    assertEquals(new DocumentCounts(6, 60, 60, 0, 0, 0, 0), result.documents());
    assertEquals(new TopicCounts(12, 12, 0, 0, 0, 0, 68, 0, 32, 0, 0), result.topics());
    assertEquals(0.7013, result.figures().get("map"), 0.00005);
    CollectionResult.Beside lucene = result.lucene().orElseThrow();
    assertEquals(0.7013, lucene.figures().get("map"), 0.00005);
    CollectionResult.Difference map = lucene.differences().get("map");
    assertEquals(result.figures().get("map") - lucene.figures().get("map"), map.mean(), 1e-12);
    assertTrue(map.low() <= map.mean() && map.mean() <= map.high(), map::toString);
  }

  /** What is left is that lengths are rounded twice; see {@link PlainLucene}. */
  @Test
  void overTwoFieldsOursIsNearLucenesWhateverIsAsked() throws IOException {
    for (Topic.Fields fields : Topic.Fields.values()) {
      CollectionResult result = CollectionRun.run(TinyCollection.input(), COMPARED.fields(fields));
      CollectionResult.Difference map = result.lucene().orElseThrow().differences().get("map");
      assertTrue(Math.abs(map.mean()) <= 0.005, () -> fields + ": " + map);
    }
  }

  @Test
  void withOneTextADocumentOursIsLucenesToTheLastDigit() throws IOException {
    Path documents = TinyCollection.jsonLines(folder.resolve("one.jsonl"), true);
    for (Topic.Fields fields : Topic.Fields.values()) {
      for (float[] numbers : new float[][] {{1.2f, 0.75f}, {0.9f, 0.4f}}) {
        CollectionResult result =
            CollectionRun.run(
                CollectionInput.of(documents, TinyCollection.TOPICS, TinyCollection.QRELS),
                COMPARED
                    .fields(fields)
                    .scoring(Scoring.PLAIN, numbers[0], numbers[1])
                    .index(folder.resolve("kept")));
        CollectionResult.Beside lucene = result.lucene().orElseThrow();
        assertEquals(lucene.figures(), result.figures(), fields.label());
        assertEquals(new CollectionResult.Difference(0, 0, 0, 1), lucene.differences().get("map"));
      }
    }
  }

  @Test
  void bothFormsGiveTheSame() throws IOException {
    Path documents = TinyCollection.jsonLines(folder.resolve("d.jsonl"), false);
    CollectionResult tagged = CollectionRun.run(TinyCollection.input(), COMPARED);
    CollectionResult lines =
        CollectionRun.run(
            CollectionInput.of(documents, TinyCollection.TOPICS, TinyCollection.QRELS), COMPARED);
    assertEquals(tagged.perTopic(), lines.perTopic());
    assertEquals(tagged.lucene(), lines.lucene());
  }

  @Test
  void theServedScoringIsAnother() throws IOException {
    CollectionResult plain = CollectionRun.run(TinyCollection.input(), CollectionOptions.plain());
    CollectionResult served =
        CollectionRun.run(
            TinyCollection.input(), CollectionOptions.plain().scoring(Scoring.SERVED, 1.2f, 0.75f));
    assertFalse(plain.figures().equals(served.figures()));
    assertTrue(plain.lucene().isEmpty());
  }

  @Test
  void theRunIsInTrecsFormAndItsFiguresAreThoseReported() throws IOException {
    Path out = folder.resolve("new/run.txt");
    CollectionResult result =
        CollectionRun.run(TinyCollection.input(), CollectionOptions.plain().run(out));
    Map<String, List<String[]>> run = new LinkedHashMap<>();
    for (String line : Files.readAllLines(out)) {
      String[] cells = line.split(" ", -1);
      assertEquals(6, cells.length, line);
      assertEquals("Q0", cells[1]);
      assertEquals("llmrec-plain", cells[5]);
      List<String[]> topic = run.computeIfAbsent(cells[0], id -> new ArrayList<>());
      topic.add(cells);
      assertEquals(topic.size(), Integer.parseInt(cells[3]), line);
    }
    for (CollectionResult.TopicFigures topic : result.perTopic()) {
      double expected = averagePrecision(run.get(topic.id()), relevant(topic.id()));
      assertEquals(expected, topic.figures().get("map"), 1e-12, topic.id());
    }
  }

  /** As trec_eval does it: by score, equal scores by id, the greater first; ranks are not read. */
  private static double averagePrecision(List<String[]> lines, List<String> relevant) {
    List<String[]> sorted = new ArrayList<>(lines);
    sorted.sort(
        Comparator.comparing((String[] cells) -> Float.parseFloat(cells[4]))
            .thenComparing(cells -> cells[2])
            .reversed());
    double sum = 0;
    int hits = 0;
    for (int i = 0; i < sorted.size(); i++) {
      assertEquals(sorted.get(i)[2], lines.get(i)[2]);
      if (relevant.contains(sorted.get(i)[2])) {
        sum += ++hits / (i + 1.0);
      }
    }
    return sum / relevant.size();
  }

  private static List<String> relevant(String topic) throws IOException {
    return Files.readAllLines(TinyCollection.QRELS).stream()
        .map(line -> line.split(" ", -1))
        .filter(cells -> cells[0].equals(topic) && !cells[3].equals("0"))
        .map(cells -> cells[2])
        .toList();
  }

  @Test
  void oddTopicsAreAnsweredAndCounted() throws IOException {
    Path topics =
        Files.writeString(
            folder.resolve("topics.tsv"),
            "1\tof the\n2\t\"spring tides\" AND (moon OR -sun)^2 [a TO b] ~\\\n3\t!!! ???\n"
                + "004\twater clock\n5\tbread\n6\tsalt\n");
    Path qrels =
        Files.writeString(
            folder.resolve("qrels"),
            "1 0 CST-01 1\n2 0 CST-07 1\n2 0 GONE-1 1\n3 0 CST-02 1\n4 0 TIM-02 2\n6 0 KIT-03 0\n"
                + "9 0 CST-01 1\n");
    CollectionResult result =
        CollectionRun.run(CollectionInput.of(TinyCollection.DOCUMENTS, topics, qrels), COMPARED);
    // 5 is not judged, 6 has nothing relevant, 3 has no word, 9 is no topic, one document is gone.
    assertEquals(new TopicCounts(6, 4, 1, 1, 1, 0, 7, 1, 5, 1, 0), result.topics());
    assertEquals(
        List.of("1", "2", "3", "4"),
        result.perTopic().stream().map(CollectionResult.TopicFigures::id).toList());
    // Stop words alone are searched by; the document that is gone costs half.
    assertTrue(result.perTopic().get(0).figures().get("recall@100") > 0);
    assertEquals(0.5, result.perTopic().get(1).figures().get("map"));
    assertEquals(0, result.perTopic().get(2).figures().get("map"));
    assertEquals(2, result.perTopic().get(1).relevant());
  }

  @Test
  void filesOfDifferentCollectionsAreAnError() throws IOException {
    Path qrels = Files.writeString(folder.resolve("qrels"), "301 0 FT911-1 1\n");
    CollectionInput input =
        CollectionInput.of(TinyCollection.DOCUMENTS, TinyCollection.TOPICS, qrels);
    String message =
        assertThrows(ConfigException.class, () -> CollectionRun.run(input, COMPARED)).getMessage();
    assertTrue(message.contains("the topics begin with C01, the judged ones with 301"), message);
    Path empty = Files.writeString(folder.resolve("empty.sgml"), "nothing");
    CollectionInput none = CollectionInput.of(empty, TinyCollection.TOPICS, TinyCollection.QRELS);
    message =
        assertThrows(ConfigException.class, () -> CollectionRun.run(none, COMPARED)).getMessage();
    assertTrue(message.contains("expected documents"), message);
  }
}
