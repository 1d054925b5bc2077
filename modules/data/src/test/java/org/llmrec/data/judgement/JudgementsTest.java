package org.llmrec.data.judgement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.judgement.ClickTable.Cell;
import org.llmrec.data.judgement.ClickTable.Pair;
import org.llmrec.data.protocol.JudgedQueries;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;

/** Judgements and clicks from files that people bring. */
class JudgementsTest {
  private static final Ids ITEMS = Ids.of(List.of("a", "b", "c"));

  @TempDir Path folder;

  private JudgementSource file(String name, String text) throws IOException {
    return JudgementSource.of(Files.writeString(folder.resolve(name), text));
  }

  @Test
  void aTableAndJsonLinesAreReadAlike() throws IOException {
    JudgementSource table =
        file(
            "judged.csv",
            """
            Query,item_id,Label,user,timestamp
            dark comedy,a,3,u1,1700000000
            "one, two",b,0,,
            """);
    JudgementSource lines =
        file(
            "judged.jsonl",
            """
            {"query": "dark comedy", "item": "a", "relevance": 3, "user": "u1", "time": 1700000000}
            {"query": "one, two", "item": "b", "relevance": 0}
            """);
    for (JudgementSource source : List.of(table, lines)) {
      try (JudgementReader reader = new JudgementReader(source, ITEMS, Rejects.refusing())) {
        assertEquals(
            new Judgement("dark comedy", "a", 3, Optional.of("u1"), 1_700_000_000L), reader.next());
        assertEquals(
            new Judgement("one, two", "b", 0, Optional.empty(), Interaction.NO_TIME),
            reader.next());
        assertNull(reader.next());
        assertEquals(2, reader.read());
      }
    }
  }

  @Test
  void badRowsAreCountedByReasonAndTheOthersKept() throws IOException {
    JudgementSource source =
        file(
            "judged.csv",
            """
            query,item,grade
            war,a,2
            war,b,2.5
            war,b,high
            war,zzz,1
            ,b,1
            war,,1
            war,b
            war,b,99
            war,c,1
            """);
    try (Rejects rejects = Rejects.counting()) {
      List<JudgedQuery> queries = JudgedQueries.fromJudgements(source, ITEMS, rejects);
      assertEquals(
          List.of(new JudgedQuery("war", "war", new TreeMap<>(Map.of("a", 2, "c", 1)))), queries);
      assertEquals(
          Map.of(
              "out-of-range", 2L,
              "not-a-number", 1L,
              "unknown-item", 1L,
              "missing", 2L,
              "field-count", 1L),
          rejects.counts());
    }
  }

  @Test
  void aBadRowIsNamedByFileLineAndField() throws IOException {
    JudgementSource source = file("judged.csv", "query,item,label\nwar,a,1\nwar,b,good\n");
    BadRecordException e =
        assertThrows(
            BadRecordException.class,
            () -> JudgedQueries.fromJudgements(source, ITEMS, Rejects.refusing()));
    assertTrue(e.getMessage().contains("judged.csv:3: field 'label'"), e.getMessage());
  }

  @Test
  void aFileWithoutTheColumnsIsRefusedUnlessTheyAreMapped() throws IOException {
    JudgementSource source = file("other.csv", "typed,item,points\nWar  film,a,2\n");
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> JudgedQueries.fromJudgements(source, ITEMS, Rejects.refusing()));
    assertTrue(e.getMessage().contains("a column for 'query'"), e.getMessage());
    JudgementSource mapped =
        new JudgementSource(
            source.file(), Format.AUTO, Map.of("query", "typed", "grade", "points"));
    assertEquals(
        List.of(new JudgedQuery("war+film", "war film", new TreeMap<>(Map.of("a", 2)))),
        JudgedQueries.fromJudgements(mapped, ITEMS, Rejects.refusing()));
  }

  @Test
  void ofOnePersonTheLatestCountsAndOfSeveralTheMean() throws IOException {
    JudgementSource source =
        file(
            "judged.csv",
            """
            query,item,grade,user,time
            War,a,3,u1,200
            war ,a,1,u1,100
            war,a,1,u2,50
            war,b,3,u1,
            war,b,0,u1,
            war,c,0,u1,
            war,c,0,u2,
            peace,c,0,u1,
            """);
    // a: (3 + 1) / 2; b: the last of the file, which is 0.
    assertEquals(
        List.of(new JudgedQuery("war", "war", new TreeMap<>(Map.of("a", 2)))),
        JudgedQueries.fromJudgements(source, ITEMS, Rejects.refusing()));
  }

  @Test
  void clicksAreSummedUpByQueryItemAndPosition() throws IOException {
    JudgementSource source =
        file(
            "clicks.jsonl",
            """
            {"query": "War", "item": "a", "position": 1, "clicked": 1, "user": "u1"}
            {"query": "war", "item": "a", "position": 1, "clicked": 0, "user": "u2"}
            {"query": "war", "item": "a", "position": 3, "clicks": 2, "impressions": 9}
            {"query": "war", "item": "b", "position": 2, "clicks": 0, "impressions": 4}
            {"query": "war", "item": "b", "position": 0, "clicks": 0}
            {"query": "war", "item": "b", "position": 1, "clicks": 3, "impressions": 2}
            {"query": "war", "item": "b", "position": 1}
            """);
    try (Rejects rejects = Rejects.counting()) {
      ClickTable table = ClickTable.read(source, ITEMS, rejects);
      assertEquals(List.of(new Pair("war", "a"), new Pair("war", "b")), table.pairs());
      assertEquals(
          List.of(new Cell(0, 1, 2, 1), new Cell(0, 3, 9, 2), new Cell(1, 2, 4, 0)), table.cells());
      assertEquals(3, table.positions());
      assertEquals(Map.of("out-of-range", 2L, "missing", 1L), rejects.counts());
    }
  }

  @Test
  void aClickOnNothingShownIsNoClick() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Click("war", "a", 1, 0, 0, Optional.empty(), Interaction.NO_TIME));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Click("war", "a", 0, 1, 0, Optional.empty(), Interaction.NO_TIME));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Click("war", "a", 1, 1, 2, Optional.empty(), Interaction.NO_TIME));
  }
}
