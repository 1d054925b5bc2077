package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person uses it, on the collection that comes along. */
class CollectionCommandTest {
  private static final Path DATA = Cli.sample("").resolveSibling("collection");

  @TempDir Path folder;

  private static Cli.Result run(Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "collection",
                DATA.resolve("documents"),
                "--topics",
                DATA.resolve("topics.txt"),
                "--qrels",
                DATA.resolve("qrels.txt")));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  @Test
  void oneCommandIndexesRunsAndCompares() throws IOException {
    Path out = folder.resolve("run.txt");
    Path index = folder.resolve("index");
    Object[] more = {"--fields", "title+desc", "--compare-lucene", "--out", out, "--index", index};
    Cli.Result first = run(more);
    assertEquals(0, first.code(), first::toString);
    assertEquals("", first.err());
    assertTrue(
        first.out().startsWith("60 documents, 12 of 12 topics; title+desc, plain BM25F"),
        first::toString);
    assertTrue(
        first.out().contains("map: llmrec 0.7013, plain Lucene 0.7013, difference"),
        first::toString);
    assertTrue(Files.readAllLines(out).getFirst().startsWith("C01 Q0 "));
    Cli.Result second = run(more);
    assertTrue(second.out().contains("(index of an earlier run)"), second::toString);
    assertEquals(first.out().lines().skip(1).toList(), second.out().lines().skip(1).toList());
  }

  @Test
  void jsonHasAllFigures() {
    Cli.Result result = run("--json", "--scoring", "served", "--k1", "0.9", "--b", "0.4");
    assertEquals(0, result.code(), result::toString);
    assertEquals(60, result.json().path("documents").path("indexed").asInt());
    assertEquals(12, result.json().path("perTopic").size());
    assertTrue(result.json().path("figures").path("ndcg@10").isDouble(), result::toString);
    assertTrue(result.json().path("lucene").isNull(), result::toString);
  }

  @Test
  void badRecordsAreNamedBesideTheResult() throws IOException {
    Path topics =
        Files.writeString(folder.resolve("t.tsv"), "C01\tlighthouse lens\nno tab\nX\tunjudged\n");
    Cli.Result result = run("--topics", topics);
    assertEquals(2, result.code(), "an option twice");
    Path documents = DATA.resolve("documents");
    Path qrels = DATA.resolve("qrels.txt");
    result = Cli.run("collection", documents, "--topics", topics, "--qrels", qrels);
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("1 of 2 topics"), result::toString);
    assertTrue(result.err().contains(topics + ":2: id: missing"), result::toString);
    assertTrue(result.err().contains("1 topics without judgements"), result::toString);
    assertTrue(result.err().contains("11 judged topics that are not among"), result::toString);
    result = Cli.run("collection", documents, "--topics", topics, "--qrels", qrels, "--strict");
    assertEquals(1, result.code(), result::toString);
    assertTrue(result.err().contains("t.tsv:2: field 'id'"), result::toString);
  }

  @Test
  void whatCannotBeEndsWithTwo() {
    for (String[] wrong :
        new String[][] {
          {"--fields", "titel"},
          {"--scoring", "servd"},
          {"--format", "xml"},
          {"--charset", "klingon"},
          {"--b", "2"},
          {"--depth", "0"},
          {"--index", DATA.toString()}
        }) {
      Cli.Result result = run((Object[]) wrong);
      assertEquals(2, result.code(), result::toString);
      assertTrue(result.err().contains("llmrec: "), result::toString);
      assertFalse(result.err().contains("should not have happened"), result::toString);
    }
    assertEquals(2, Cli.run("collection", DATA.resolve("documents")).code());
  }
}
