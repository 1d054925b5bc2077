package org.llmrec.data.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.llmrec.data.table.InteractionTable;

/** Splits for tests. */
final class Splits {
  private Splits() {}

  /** A split of the table by any protocol; search gets queries about its items. */
  static ProtocolSplit of(InteractionTable table, Protocol protocol, long seed) {
    return protocol == Protocol.SEARCH
        ? ProtocolSplit.search(queries(table), table, table.items().asList(), seed)
        : ProtocolSplit.of(table, ProtocolOptions.of(protocol, seed));
  }

  /** One query per ten items in the order of their ids, graded. */
  static List<JudgedQuery> queries(InteractionTable table) {
    List<String> items = table.items().asList().stream().sorted().toList();
    List<JudgedQuery> queries = new ArrayList<>();
    for (int i = 0; i < items.size(); i += 10) {
      TreeMap<String, Integer> judged = new TreeMap<>();
      for (int j = i; j < Math.min(i + 10, items.size()); j++) {
        judged.put(items.get(j), 1 + j % 3);
      }
      queries.add(new JudgedQuery("q" + i, "what is " + i, judged));
    }
    return queries;
  }

  static void assertSame(ProtocolSplit expected, ProtocolSplit found) {
    assertEquals(expected.hash(), found.hash());
    assertEquals(expected.options(), found.options());
    assertEquals(List.copyOf(expected.counts().keySet()), List.copyOf(found.counts().keySet()));
    assertEquals(expected.counts(), found.counts());
    assertSame(expected.tuning(), found.tuning());
    assertSame(expected.testing(), found.testing());
    assertSame(expected.validationCases(), found.validationCases());
    assertSame(expected.testCases(), found.testCases());
  }

  private static void assertSame(TrainingData expected, TrainingData found) {
    assertEquals(expected.hash(), found.hash());
    assertEquals(expected.users().asList(), found.users().asList());
    assertEquals(expected.items().asList(), found.items().asList());
    assertEquals(Tables.rows(expected.positives()), Tables.rows(found.positives()));
    assertEquals(expected.stopping().map(Tables::rows), found.stopping().map(Tables::rows));
    assertEquals(true, found.admits(expected.hash()));
  }

  private static void assertSame(List<EvaluationCase> expected, List<EvaluationCase> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      EvaluationCase a = expected.get(i);
      EvaluationCase b = found.get(i);
      assertEquals(a.id(), b.id());
      assertEquals(a.slices(), b.slices());
      assertArrayEquals(a.masked(), b.masked(), a.id());
      assertArrayEquals(a.relevant(), b.relevant(), a.id());
      assertArrayEquals(a.gains(), b.gains(), a.id());
      assertArrayEquals(a.candidates(), b.candidates(), a.id());
      if (a.asker() instanceof Asker.Reader reader) {
        Asker.Reader other = (Asker.Reader) b.asker();
        assertEquals(reader.user(), other.user());
        assertArrayEquals(reader.history(), other.history(), a.id());
      } else {
        assertEquals(a.asker(), b.asker());
      }
    }
  }
}
