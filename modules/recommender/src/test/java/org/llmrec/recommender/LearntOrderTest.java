package org.llmrec.recommender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.rank.foreign.ForeignSchema;
import org.llmrec.rank.foreign.RankerInput;
import org.llmrec.rank.foreign.Use;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.rank.onnx.OnnxGraph;
import org.llmrec.rank.query.QueryRanker;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueView;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.signal.CatalogueSignals;
import org.llmrec.retrieve.signal.LikedTogether;
import org.llmrec.retrieve.signal.RankerColumns;

/** A workspace whose searches have a learnt order. */
class LearntOrderTest {
  private static final int ITEMS = 60;
  private static final int DEPTH = 20;
  private static final String QUERY = "space opera";

  @TempDir Path folder;
  private TestWorkspace workspace;
  private QueryRanker ranker;

  @BeforeEach
  void publish() throws IOException {
    workspace = TestWorkspace.publish(folder, 3, ITEMS);
    Random random = new Random(11);
    int[][] likedBy = new int[ITEMS][];
    for (int item = 0; item < ITEMS; item++) {
      likedBy[item] = random.ints(random.nextInt(4), 0, 5).toArray();
    }
    int[] missing =
        workspace.items.stream().mapToInt(i -> CatalogueSignals.missing(i, true)).toArray();
    try (CatalogueIndex index = workspace.openIndex()) {
      List<String> features =
          new CatalogueSignals(index, new LikedTogether(likedBy, 5), missing, DEPTH)
              .features(CatalogueView.of(index));
      float[] direct = new float[features.size()];
      for (int f = 0; f < direct.length; f++) {
        direct[f] = (float) random.nextGaussian();
      }
      ranker =
          new QueryRanker(
              features,
              new ListNetwork(direct, new float[0], new float[0], new float[0]),
              DEPTH,
              likedBy,
              5,
              missing);
    }
  }

  private List<String> ids() {
    return workspace.items.stream().map(item -> item.id()).toList();
  }

  private Recommender open() {
    return Recommender.open(folder, TestWorkspace::encoder);
  }

  @Test
  void aSearchByNobodyIsInTheLearntOrder() throws IOException {
    workspace.publishOrder(ranker, ids());
    float[] expected = new float[ITEMS];
    try (CatalogueIndex index = workspace.openIndex()) {
      CatalogueView view = CatalogueView.of(index);
      new CatalogueSignals(index, new LikedTogether(ranker.likedBy(), 5), ranker.missing(), DEPTH)
          .of(
              view,
              view.search(Filter.none(), new int[0], Deadline.none()),
              QUERY,
              TestWorkspace.vector(QUERY))
          .score(ranker.network(), expected);
    }
    try (Recommender recommender = open()) {
      Response response = recommender.recommend(Request.forQuery(QUERY).k(15));
      float[] best = expected.clone();
      Arrays.sort(best);
      for (int i = 0; i < 15; i++) {
        Ranked item = response.items().get(i);
        float own = expected[Integer.parseInt(item.id().substring(1))];
        assertEquals(best[ITEMS - 1 - i], own, 1e-4, "place " + i);
        assertEquals(own, item.stage(Stage.SEARCH).orElseThrow().score(), 1e-4);
        assertFalse(item.reason().isEmpty());
      }
    }
  }

  @Test
  void aPersonsTasteIsAskedBesideIt() throws IOException {
    workspace.publishOrder(ranker, ids());
    try (Recommender recommender = open()) {
      List<Ranked> items =
          recommender.recommend(Request.forHistory("i4", "i9").query(QUERY).k(10)).items();
      for (int i = 0; i < items.size(); i++) {
        Ranked item = items.get(i);
        double sum = 1.0 / (20 + item.stage(Stage.TASTE).orElseThrow().rank());
        sum += item.stage(Stage.SEARCH).map(s -> 2.0 / (20 + s.rank())).orElse(0.0);
        assertEquals(sum, item.score(), 1e-9);
        assertFalse(List.of("i4", "i9").contains(item.id()));
      }
    }
  }

  @Test
  void anImportedRankerIsToldWhatItGoesBy() throws IOException {
    workspace.publishOrder(ranker, ids());
    OnnxGraph graph = new OnnxGraph("theirs");
    graph.rows("features", 2);
    String zero = graph.constant("zero", new float[1], 1);
    graph.scores("scores", graph.gemm("sum", "features", new float[] {-1, 1000}, 1, zero));
    ForeignSchema schema =
        new ForeignSchema(
            "theirs",
            List.of(Use.SEARCH),
            List.of(
                new RankerInput.Columns("features", List.of("stage.search", "query.never met"))),
            "scores",
            OptionalInt.empty(),
            Map.of("stage.search", 0f, "query.never met", -1f));
    workspace.publishImported(
        graph.bytes(),
        schema,
        RankerColumns.offer(
            List.of(), ranker.features(), TestWorkspace.TEXT_DIMS, TestWorkspace.DIMS));
    try (Recommender recommender = open()) {
      for (Ranked item : recommender.recommend(Request.forQuery(QUERY).k(ITEMS)).items()) {
        double own = item.stage(Stage.SEARCH).map(StageScore::score).orElse(0.0);
        boolean found = item.columns().get(1).value().isPresent();
        int likedBy = ranker.likedBy()[Integer.parseInt(item.id().substring(1))].length;
        int met = found ? (likedBy == 0 ? 1 : 0) : -1;
        assertEquals(1000 * met - own, item.score(), 1e-2, item.toString());
      }
    }
  }

  @Test
  void whatTheFilterLeavesOutDecidesNothing() throws IOException {
    workspace.publishOrder(ranker, ids());
    Filter drama = Filter.anyCategory("Drama");
    try (Recommender recommender = open()) {
      List<Ranked> items = recommender.recommend(Request.forQuery(QUERY).filter(drama)).items();
      assertFalse(items.isEmpty());
      List<Double> scores = new ArrayList<>();
      for (Ranked item : items) {
        assertTrue(item.categories().contains("Drama"), item.toString());
        scores.add(item.stage(Stage.SEARCH).orElseThrow().score());
      }
      assertEquals(scores.stream().sorted((a, b) -> Double.compare(b, a)).toList(), scores);
    }
  }

  @Test
  void withoutOneOrWithoutMeaningTheFusionOrders() throws IOException {
    try (Recommender recommender = open()) {
      recommender
          .recommend(Request.forQuery(QUERY))
          .items()
          .forEach(item -> assertTrue(item.stage(Stage.SEARCH).isEmpty()));
    }
    workspace.publishOrder(ranker, ids());
    try (Recommender recommender = Recommender.open(folder)) {
      Response response = recommender.recommend(Request.forQuery(QUERY));
      assertTrue(response.items().stream().allMatch(i -> i.stage(Stage.SEARCH).isEmpty()));
      assertEquals(Note.Code.WORDS_ONLY, response.notes().getFirst().code());
    }
  }

  @Test
  void anItemThatCameAfterTheBuildHasItsPlaceAndOneThatWentHasNone() throws IOException {
    workspace.publishOrder(ranker, ids());
    RecommenderOptions live = RecommenderOptions.defaults().live(true);
    try (Recommender recommender = Recommender.open(folder, live, TestWorkspace::encoder)) {
      String gone = recommender.recommend(Request.forQuery(QUERY)).items().getFirst().id();
      recommender.live().put(new Item("new", "Zyzzyva", "", List.of("Drama"), Map.of()));
      recommender.live().deleteAll(List.of(gone));
      recommender.live().flush();
      Response response = recommender.recommend(Request.forQuery("zyzzyva opera").k(60));
      assertTrue(response.items().stream().noneMatch(item -> item.id().equals(gone)));
      assertTrue(
          response.items().stream()
              .anyMatch(item -> item.id().equals("new") && item.stage(Stage.SEARCH).isPresent()));
    }
  }

  @Test
  void anOrderOfAnotherCatalogueOrByOtherFeaturesIsRefused() throws IOException {
    workspace.publishOrder(ranker, ids().reversed());
    Exception e = assertThrows(CorruptFileException.class, () -> open().close());
    assertTrue(e.getMessage().contains("the items of the index"), e.getMessage());
    List<String> others = new ArrayList<>(ranker.features());
    others.set(0, "moods");
    workspace.publishOrder(
        new QueryRanker(others, ranker.network(), DEPTH, ranker.likedBy(), 5, ranker.missing()),
        ids());
    e = assertThrows(CorruptFileException.class, () -> open().close());
    assertTrue(e.getMessage().contains("moods"), e.getMessage());
  }
}
