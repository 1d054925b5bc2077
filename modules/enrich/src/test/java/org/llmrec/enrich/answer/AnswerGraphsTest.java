package org.llmrec.enrich.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.json.Json;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** Answers built on interactions go with the data they saw and with no other. */
class AnswerGraphsTest {
  private static Answer answer(String prompt, List<String> neighbours, String graph) {
    return new Answer("1", prompt, 1, "text", "m", "2026-11-25", neighbours, graph);
  }

  private static AnswerGraphs graphs(Answer... answers) {
    return AnswerGraphs.of(Stream.of(answers));
  }

  private static ProtocolSplit split(Protocol protocol, long seed) {
    List<String> names = new ArrayList<>();
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int i = 0; i < 12; i++) {
      names.add("n" + i);
      for (int j = 0; j < 12; j++) {
        rows.add(i, j, 5, i + j);
      }
    }
    Ids ids = Ids.of(names.stream().sorted().toList());
    return ProtocolSplit.of(rows.build(ids, ids), ProtocolOptions.of(protocol, seed));
  }

  @Test
  void answersAreCountedByTheGraphTheySaw() {
    AnswerGraphs found =
        graphs(
            answer("tag", List.of(), ""),
            answer("eng", List.of("2"), "g"),
            answer("rec-eng", List.of("2"), "g"),
            answer("tag", List.of(), "h"),
            answer("eng", List.of(), ""),
            answer("rec-tag", List.of("2"), " "));
    assertEquals(new TreeMap<>(Map.of("g", 2L, "h", 1L, "unrecorded", 2L)), found.answers());
    assertEquals(Map.of(), graphs(answer("infer", List.of(), "")).answers());
  }

  @Test
  void anAnswerThatSawTheTrainingDataIsAccepted() {
    ProtocolSplit split = split(Protocol.A_REFIT, 1);
    AnswerGraphs graphs = graphs(answer("eng", List.of("2"), split.tuning().hash()));
    assertSame(graphs, graphs.checkedFor(split.tuning(), Set.of()));
    // What saw train only may also be used where train and validation are fitted.
    graphs.checkedFor(split.testing(), Set.of());
    graphs(answer("tag", List.of(), "")).checkedFor(split.tuning(), Set.of());
  }

  @Test
  void anAnswerThatSawAnythingElseIsRefusedWithAllThatOneNeedsToKnow() {
    ProtocolSplit split = split(Protocol.A_REFIT, 1);
    String both = split.testing().hash();
    String other = split(Protocol.A_REFIT, 2).tuning().hash();
    for (String graph : List.of(both, other, "another", AnswerGraphs.UNRECORDED)) {
      String written = graph.equals(AnswerGraphs.UNRECORDED) ? "" : graph;
      AnswerGraphs graphs =
          graphs(
              answer("eng", List.of("2"), split.tuning().hash()),
              answer("eng", List.of("2"), written),
              answer("rec-eng", List.of("2"), written));
      ConfigException e =
          assertThrows(
              ConfigException.class, () -> graphs.checkedFor(split.tuning(), Set.of()), graph);
      for (String part :
          List.of("\"" + graph + "\"", split.tuning().hash(), "found 2", "independent-graphs")) {
        assertTrue(e.getMessage().contains(part), e.getMessage());
      }
      graphs.checkedFor(split.tuning(), Set.of(graph, "unused"));
    }
  }

  @Test
  void itIsKeptAsJson() throws Exception {
    AnswerGraphs graphs = graphs(answer("eng", List.of("2"), "g"));
    assertEquals(graphs, Json.mapper().readValue(Json.line(graphs), AnswerGraphs.class));
  }
}
