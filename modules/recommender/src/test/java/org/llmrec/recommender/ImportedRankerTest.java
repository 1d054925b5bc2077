package org.llmrec.recommender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.foreign.ForeignSchema;
import org.llmrec.rank.foreign.Offer;
import org.llmrec.rank.foreign.RankerInput;
import org.llmrec.rank.foreign.RankerVector;
import org.llmrec.rank.foreign.Use;
import org.llmrec.rank.list.ListRanker;
import org.llmrec.rank.onnx.OnnxGraph;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.signal.RankerColumns;

/** A workspace with a ranker that somebody trained elsewhere. */
class ImportedRankerTest {
  private static final int ITEMS = 60;
  private static final Request HISTORY = Request.forHistory("i4", "i9").k(20);

  @TempDir Path folder;
  private TestWorkspace workspace;

  @BeforeEach
  void publish() throws IOException {
    workspace = TestWorkspace.publish(folder, 1, ITEMS);
  }

  private static Offer offer(List<String> listFeatures) {
    return RankerColumns.offer(
        listFeatures, List.of(), TestWorkspace.TEXT_DIMS, TestWorkspace.DIMS);
  }

  private static ForeignSchema schema(
      Map<String, Float> missing, List<Use> uses, RankerInput... in) {
    return new ForeignSchema("theirs", uses, List.of(in), "scores", OptionalInt.empty(), missing);
  }

  private static OnnxGraph linear(String input, float... weights) {
    OnnxGraph graph = new OnnxGraph("linear");
    graph.rows(input, weights.length);
    String zero = graph.constant("zero", new float[1], 1);
    graph.scores("scores", graph.gemm("sum", input, weights, 1, zero));
    return graph;
  }

  /** For recommending, over some columns. */
  private void imported(Map<String, Float> missing, List<String> columns, float... weights)
      throws IOException {
    workspace.publishImported(
        linear("features", weights).bytes(),
        schema(missing, List.of(Use.RECOMMEND), new RankerInput.Columns("features", columns)),
        offer(List.of("weights", "popularity", "length of the history")));
  }

  private Recommender open() {
    return Recommender.open(folder, TestWorkspace::encoder);
  }

  private static double score(Ranked item, Stage stage) {
    return item.stage(stage).orElseThrow().score();
  }

  @Test
  void itAloneDecidesTheOrderAndSaysWhatItWasTold() throws IOException {
    imported(Map.of(), List.of("stage.popularity", "stage.taste"), -100, 1);
    try (Recommender recommender = open()) {
      assertEquals("theirs", recommender.importedRanker().orElseThrow());
      for (Request request : List.of(HISTORY, Request.forAnyone(), Request.forUser("nobody"))) {
        List<Ranked> items = recommender.recommend(request).items();
        assertFalse(items.isEmpty());
        for (int i = 0; i < items.size(); i++) {
          Ranked item = items.get(i);
          double popularity = score(item, Stage.POPULARITY);
          double taste = score(item, Stage.TASTE);
          assertEquals(taste - 100 * popularity, item.score(), 1e-3);
          assertEquals(item.score(), score(item, Stage.FOREIGN), 1e-6);
          assertTrue(i == 0 || item.score() <= items.get(i - 1).score());
          assertEquals(
              List.of(
                  new ColumnValue("stage.popularity", OptionalDouble.of(popularity)),
                  new ColumnValue("stage.taste", OptionalDouble.of(taste))),
              item.columns());
          assertTrue(item.reason().startsWith("found "), item.reason());
          assertTrue(item.reason().endsWith("; ranked by theirs"), item.reason());
        }
      }
    }
  }

  @Test
  void itIsToldWhoFoundAnItemAndAtWhichRank() throws IOException {
    imported(
        Map.of("source.tower.rank", 1000f, "source.history.score", -5f),
        List.of("source.tower.rank", "source.history.score"),
        -1,
        0.001f);
    try (Recommender recommender = open()) {
      for (Ranked item : recommender.recommend(HISTORY.candidates(20)).items()) {
        Map<Source, SourceScore> by =
            item.sources().stream().collect(Collectors.toMap(SourceScore::source, s -> s));
        double rank = by.containsKey(Source.TOWER) ? by.get(Source.TOWER).rank() : 1000;
        double near = by.containsKey(Source.HISTORY) ? by.get(Source.HISTORY).score() : -5;
        assertEquals(0.001 * near - rank, item.score(), 1e-3);
        assertEquals(by.containsKey(Source.TOWER), item.columns().get(0).value().isPresent());
      }
    }
  }

  @Test
  void everySourceThatFindsHasItsColumns() {
    try (Recommender recommender = open()) {
      for (Ranked item : recommender.recommend(HISTORY.k(ITEMS).candidates(ITEMS)).items()) {
        item.sources()
            .forEach(
                found -> assertTrue(RankerColumns.sources(Use.RECOMMEND).contains(found.source())));
      }
      for (Ranked item : recommender.recommend(Request.forQuery("space opera")).items()) {
        item.sources()
            .forEach(
                found -> assertTrue(RankerColumns.sources(Use.SEARCH).contains(found.source())));
      }
    }
  }

  @Test
  void itIsToldWhatOurOwnRankerGoesBy() throws IOException {
    ListRanker ranker = ListRankedTest.ranker(new Random(7));
    workspace.publishLists(ranker, workspace.items.stream().map(Item::id).toList());
    imported(Map.of("list.weights", -50f), List.of("list.weights"), -1);
    try (Recommender recommender = open()) {
      for (Ranked item : recommender.recommend(HISTORY).items()) {
        // Our own network hands on that very feature.
        assertEquals(-score(item, Stage.RANKER), item.score(), 1e-5);
      }
      for (Ranked item : recommender.recommend(Request.forUser("nobody")).items()) {
        assertEquals(50, item.score());
        assertEquals(OptionalDouble.empty(), item.columns().getFirst().value());
      }
    }
  }

  @Test
  void searchesAreInItsOrderWhereItsSchemaIsForThem() throws IOException {
    OnnxGraph graph = new OnnxGraph("search");
    graph.rows("texts", TestWorkspace.TEXT_DIMS);
    graph.row("query", TestWorkspace.TEXT_DIMS);
    graph.rows("words", 1);
    float[] ones = {1, 1, 1, 1, 1, 1};
    float[] falling = {6, 5, 4, 3, 2, 1};
    String zero = graph.constant("zero", new float[1], 1);
    String ofQuery = graph.gemm("of_query", "query", ones, 1, zero);
    String ofWords = graph.gemm("of_words", "words", new float[] {100}, 1, ofQuery);
    graph.scores("scores", graph.gemm("sum", "texts", falling, 1, ofWords));
    workspace.publishImported(
        graph.bytes(),
        schema(
            Map.of("item text vector", 0.5f, "source.words.score", 0f, "query vector", 0f),
            List.of(Use.SEARCH),
            new RankerInput.Vector("texts", RankerVector.ITEM_TEXT_VECTOR, TestWorkspace.TEXT_DIMS),
            new RankerInput.Vector("query", RankerVector.QUERY_VECTOR, TestWorkspace.TEXT_DIMS),
            new RankerInput.Columns("words", List.of("source.words.score"))),
        offer(List.of()));
    try (Recommender recommender = open()) {
      float query = Vectors.dot(TestWorkspace.vector("space opera"), ones);
      List<Ranked> items = recommender.recommend(Request.forQuery("space opera").k(40)).items();
      for (Ranked item : items) {
        float[] text = workspace.texts.get(Integer.parseInt(item.id().substring(1)));
        double ofText = text == null ? 0.5 * 21 : Vectors.dot(text, falling);
        double words = item.stage(Stage.WORDS).map(StageScore::score).orElse(0.0);
        assertEquals(ofText + query + 100 * words, item.score(), 1e-2);
      }
      assertTrue(
          recommender.recommend(HISTORY).items().stream()
              .allMatch(item -> item.stage(Stage.FOREIGN).isEmpty() && item.columns().isEmpty()));
    }
    try (Recommender wordless = Recommender.open(folder)) {
      Response response = wordless.recommend(Request.forQuery("space opera"));
      assertEquals(
          List.of(Note.Code.WORDS_ONLY), response.notes().stream().map(Note::code).toList());
      assertTrue(response.items().stream().allMatch(i -> i.stage(Stage.FOREIGN).isPresent()));
    }
  }

  @Test
  void anItemThatCameAfterTheBuildIsRankedLikeAnyOther() throws IOException {
    workspace.publishImported(
        linear("items", 1, 10, 100, 1000).bytes(),
        schema(
            Map.of(),
            List.of(Use.RECOMMEND),
            new RankerInput.Vector("items", RankerVector.ITEM_VECTOR, TestWorkspace.DIMS)),
        offer(List.of()));
    RecommenderOptions live = RecommenderOptions.defaults().live(true);
    try (Recommender recommender = Recommender.open(folder, live, TestWorkspace::encoder)) {
      recommender.live().put(new Item("new", "Zyzzyva", "a tiny queen", List.of(), Map.of()));
      recommender.live().flush();
      Request request = HISTORY.k(ITEMS).candidates(ITEMS);
      assertTrue(
          recommender.recommend(request).items().stream()
              .anyMatch(i -> i.id().equals("new") && i.stage(Stage.FOREIGN).isPresent()));
    }
  }

  @Test
  void whereItFailsOurOwnOrderStandsWithANote() throws IOException {
    List<Response> own;
    try (Recommender recommender = open()) {
      own =
          workspace.users.stream()
              .map(user -> recommender.recommend(Request.forUser(user)))
              .toList();
    }
    OnnxGraph graph = new OnnxGraph("overflowing");
    graph.row("user", TestWorkspace.DIMS);
    graph.rows("items", TestWorkspace.DIMS);
    String zero = graph.constant("zero", new float[1], 1);
    // The probe's numbers are below 1, some users' are not.
    String ofUser = graph.gemm("of_user", "user", new float[] {3.3e38f, 0, 0, 0}, 1, zero);
    graph.scores("scores", graph.gemm("sum", "items", new float[4], 1, ofUser));
    workspace.publishImported(
        graph.bytes(),
        schema(
            Map.of(),
            List.of(Use.RECOMMEND),
            new RankerInput.Vector("user", RankerVector.USER_VECTOR, TestWorkspace.DIMS),
            new RankerInput.Vector("items", RankerVector.ITEM_VECTOR, TestWorkspace.DIMS)),
        offer(List.of()));
    int failed = 0;
    try (Recommender recommender = open()) {
      for (int u = 0; u < own.size(); u++) {
        Response response = recommender.recommend(Request.forUser(workspace.users.get(u)));
        if (response.notes().stream().anyMatch(n -> n.code() == Note.Code.NOT_RANKED)) {
          failed++;
          assertEquals(own.get(u).items(), response.items());
        } else {
          assertTrue(response.items().stream().allMatch(i -> i.stage(Stage.FOREIGN).isPresent()));
        }
      }
    }
    assertTrue(failed > 0 && failed < own.size(), failed + " of " + own.size());
  }

  @Test
  void afterTheDeadlineItIsNotAsked() throws IOException {
    imported(Map.of(), List.of("stage.popularity"), 1);
    try (Recommender recommender = open()) {
      Response response = recommender.recommend(HISTORY.deadline(Deadline.in(Duration.ofNanos(1))));
      assertTrue(response.items().stream().allMatch(i -> i.stage(Stage.FOREIGN).isEmpty()));
    }
  }

  @Test
  void aRecommenderMovesToItInOneStep() throws IOException {
    try (Recommender recommender = open()) {
      assertTrue(recommender.importedRanker().isEmpty());
      imported(Map.of(), List.of("stage.popularity"), 1);
      assertTrue(recommender.importedRanker().isEmpty());
      assertTrue(recommender.refresh());
      assertEquals("theirs", recommender.importedRanker().orElseThrow());
    }
  }

  @Test
  void oneThatIsDamagedOrWantsWhatIsGoneIsRefused() throws IOException {
    imported(Map.of("list.weights", 0f), List.of("list.weights"), 1);
    String gone = assertThrows(ConfigException.class, () -> open().close()).getMessage();
    assertTrue(gone.contains("\"list.weights\"") && gone.contains("ranker remove"), gone);
    Path graph = workspace.imported().resolve("ranker.onnx");
    byte[] bytes = Files.readAllBytes(graph);
    bytes[bytes.length / 2] ^= 1;
    Files.write(graph, bytes);
    String damaged = assertThrows(CorruptFileException.class, () -> open().close()).getMessage();
    assertTrue(damaged.contains("ranker.onnx") && damaged.contains("SHA-256"), damaged);
  }
}
