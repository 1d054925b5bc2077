package org.llmrec.rank.foreign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.rank.foreign.Rankers.Table;
import org.llmrec.rank.onnx.OnnxGraph;

/** What an imported ranker is told, and what it answers. */
class ForeignRankerTest {
  private static final float NAN = Float.NaN;

  @TempDir Path folder;

  private ForeignRanker open(OnnxGraph graph, ForeignSchema schema) throws IOException {
    return ForeignRanker.open(Rankers.bundle(folder, graph.bytes(), schema), Rankers.OFFER);
  }

  private static Table ab(float[] a, float[] b) {
    return new Table(a.length, Map.of("a", a, "b", b));
  }

  @Test
  void columnsAreFedInTheSchemasOrder() throws IOException {
    ForeignSchema schema = Rankers.schema(List.of("b", "a"), Map.of("b", 0f));
    try (ForeignRanker ranker = open(Rankers.linear(10, 1), schema)) {
      float[] scores = ranker.score(ab(new float[] {1, 2, 3}, new float[] {5, 7, 6}));
      assertArrayEquals(new float[] {51, 72, 63}, scores);
      assertEquals("theirs", ranker.schema().name());
    }
  }

  @Test
  void aMissingValueIsTheNumberOfTheSchema() throws IOException {
    ForeignSchema schema = Rankers.schema(List.of("a", "b"), Map.of("b", -4f));
    try (ForeignRanker ranker = open(Rankers.linear(1, 10), schema)) {
      assertArrayEquals(
          new float[] {31, -38}, ranker.score(ab(new float[] {1, 2}, new float[] {3, NAN})));
    }
  }

  @Test
  void oneColumnMayBeFedTwice() throws IOException {
    ForeignSchema schema = Rankers.schema(List.of("a", "a"), Map.of());
    try (ForeignRanker ranker = open(Rankers.linear(1, 10), schema)) {
      assertArrayEquals(new float[] {22}, ranker.score(ab(new float[] {2}, new float[1])));
    }
  }

  @Test
  void vectorsGoInOnceOrForEachCandidate() throws IOException {
    List<RankerInput> inputs =
        List.of(
            new RankerInput.Vector("texts", RankerVector.ITEM_TEXT_VECTOR, 2),
            new RankerInput.Vector("user", RankerVector.USER_VECTOR, 2));
    ForeignSchema schema = Rankers.schema(inputs, Map.of("item text vector", 9f));
    for (boolean once : List.of(true, false)) {
      OnnxGraph graph = new OnnxGraph("vectors");
      graph.rows("texts", 2);
      if (once) {
        graph.row("user", 2);
      } else {
        graph.rows("user", 2);
      }
      String zero = graph.constant("zero", new float[1], 1);
      String ofUser = graph.gemm("of_user", "user", new float[] {1, 10}, 1, zero);
      graph.scores("scores", graph.gemm("sum", "texts", new float[] {100, 1000}, 1, ofUser));
      try (ForeignRanker ranker = open(graph, schema)) {
        Table told =
            new Table(3, Map.of())
                .with(RankerVector.ITEM_TEXT_VECTOR, new float[] {1, 2}, null, new float[] {3, 0})
                .with(RankerVector.USER_VECTOR, new float[] {5, 6});
        assertArrayEquals(new float[] {2165, 9965, 365}, ranker.score(told), "once " + once);
      }
    }
  }

  @Test
  void aQueryThatHasNoVectorIsMissing() throws IOException {
    OnnxGraph graph = new OnnxGraph("query");
    graph.row("query", 2);
    graph.rows("features", 1);
    String zero = graph.constant("zero", new float[1], 1);
    String ofQuery = graph.gemm("of_query", "query", new float[] {1, 1}, 1, zero);
    graph.scores("scores", graph.gemm("sum", "features", new float[] {1}, 1, ofQuery));
    List<RankerInput> inputs =
        List.of(
            new RankerInput.Vector("query", RankerVector.QUERY_VECTOR, 2),
            new RankerInput.Columns("features", List.of("typed")));
    ForeignSchema schema = Rankers.schema(inputs, Map.of("query vector", 3f), Use.SEARCH);
    try (ForeignRanker ranker = open(graph, schema)) {
      Table told = new Table(1, Map.of("typed", new float[] {1}));
      assertArrayEquals(
          new float[] {7}, ranker.score(told.with(RankerVector.QUERY_VECTOR, (float[]) null)));
      assertArrayEquals(
          new float[] {4}, ranker.score(told.with(RankerVector.QUERY_VECTOR, new float[] {1, 2})));
    }
  }

  @Test
  void withoutCandidatesThereAreNoScores() throws IOException {
    try (ForeignRanker ranker = open(Rankers.linear(1), Rankers.schema(List.of("a"), Map.of()))) {
      assertEquals(0, ranker.score(ab(new float[0], new float[0])).length);
    }
  }

  @Test
  void aScoreThatIsNotFiniteIsNoScore() throws IOException {
    try (ForeignRanker ranker =
        open(Rankers.linear(1e20f), Rankers.schema(List.of("a"), Map.of()))) {
      String message =
          assertThrows(
                  LlmrecException.class,
                  () -> ranker.score(ab(new float[] {1, 1e30f}, new float[2])))
              .getMessage();
      assertTrue(message.contains("theirs") && message.contains("candidate 1 of 2"), message);
    }
  }

  @Test
  void eightThreadsGetTheScoresOfOne() throws Exception {
    ForeignSchema schema = Rankers.schema(List.of("a", "b"), Map.of("b", 0f));
    SplittableRandom random = new SplittableRandom(5);
    List<Table> tables = new ArrayList<>();
    for (int t = 0; t < 64; t++) {
      int k = 1 + random.nextInt(300);
      tables.add(ab(numbers(random, k), numbers(random, k)));
    }
    try (ForeignRanker ranker = open(Rankers.linear(0.3f, -0.7f), schema);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<float[]> alone = tables.stream().map(ranker::score).toList();
      for (int round = 0; round < 5; round++) {
        List<Future<float[]>> together =
            tables.stream().map(table -> threads.submit(() -> ranker.score(table))).toList();
        for (int t = 0; t < tables.size(); t++) {
          assertArrayEquals(alone.get(t), together.get(t).get());
        }
      }
    }
  }

  private static float[] numbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble();
    }
    return numbers;
  }

  @Test
  void onceClosedItScoresNoMore() throws IOException {
    ForeignRanker ranker = open(Rankers.linear(1), Rankers.schema(List.of("a"), Map.of()));
    ranker.close();
    ranker.close();
    assertThrows(IllegalStateException.class, () -> ranker.score(ab(new float[1], new float[1])));
  }
}
