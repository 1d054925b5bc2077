package org.llmrec.recommender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.rank.calibration.Platt;
import org.llmrec.rank.list.Asking;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.ListCalibration;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.rank.list.ListRanker;
import org.llmrec.rank.list.Signals;
import org.llmrec.rank.list.SparseRows;
import org.llmrec.rank.list.WeightPart;

/** A workspace with a ranker of short lists. */
class ListRankedTest {
  private static final int ITEMS = 60;

  @TempDir Path folder;
  private TestWorkspace workspace;
  private ListRanker ranker;

  @BeforeEach
  void publish() throws IOException {
    workspace = TestWorkspace.publish(folder, 1, ITEMS);
    ranker = ranker(new Random(7));
  }

  /** Every item speaks for every other, more or less. */
  static ListRanker ranker(Random random) {
    int[] starts = new int[ITEMS + 1];
    int[] targets = new int[ITEMS * ITEMS];
    float[] weights = new float[targets.length];
    for (int e = 0; e < targets.length; e++) {
      targets[e] = e % ITEMS;
      weights[e] = random.nextFloat();
    }
    Arrays.setAll(starts, item -> item * ITEMS);
    int[] met = new int[ITEMS];
    Arrays.fill(met, 3);
    Signals signals =
        new Signals(
            List.of(new WeightPart("weights", false, new SparseRows(starts, targets, weights))),
            Optional.empty(),
            met,
            Optional.empty(),
            false);
    ListNetwork network =
        new ListNetwork(new float[] {1, 0, 0}, new float[0], new float[0], new float[0]);
    return new ListRanker(signals, List.of(network), List.of(network));
  }

  private List<String> ids() {
    return workspace.items.stream().map(item -> item.id()).toList();
  }

  @Test
  void itPutsTheCandidatesOfAHistoryInOrderAndSaysWhy() throws IOException {
    workspace.publishLists(ranker, ids());
    try (Recommender recommender = Recommender.open(folder)) {
      Response response = recommender.recommend(Request.forHistory("i4", "i9").k(20));
      int[] shown =
          response.items().stream()
              .mapToInt(item -> Integer.parseInt(item.id().substring(1)))
              .toArray();
      float[] expected = new float[shown.length];
      ranker.score(new History(new int[] {4, 9}, Interaction.NO_TIME), shown, expected);
      for (int i = 0; i < shown.length; i++) {
        Ranked item = response.items().get(i);
        assertEquals(expected[i], item.score(), 1e-5);
        assertEquals(expected[i], item.stage(Stage.RANKER).orElseThrow().score(), 1e-5);
        assertTrue(item.stage(Stage.TASTE).isPresent());
        assertTrue(i == 0 || expected[i] <= expected[i - 1]);
        assertTrue(item.reason().startsWith("because you liked Film "), item.reason());
      }
    }
  }

  /** The build learnt from the user's rows, and never saw who brings a history. */
  @Test
  void aHistoryIsRankedAsAStrangersAndAUserAsOneOfTraining() throws IOException {
    ListNetwork best =
        new ListNetwork(new float[] {1, 0, 0}, new float[0], new float[0], new float[0]);
    ListNetwork worst =
        new ListNetwork(new float[] {-1, 0, 0}, new float[0], new float[0], new float[0]);
    ListRanker both =
        new ListRanker(
            ranker.signals(), List.of(best), List.of(worst), List.of(best), Optional.empty());
    workspace.publishLists(ranker, ids());
    List<Ranked> known;
    try (Recommender recommender = Recommender.open(folder)) {
      known = recommender.recommend(Request.forUser("u0").k(5)).items();
    }
    workspace.publishLists(both, ids());
    try (Recommender recommender = Recommender.open(folder)) {
      assertEquals(known, recommender.recommend(Request.forUser("u0").k(5)).items());
      Ranked first = recommender.recommend(Request.forHistory("i4", "i9").k(5)).items().getFirst();
      float[] expected = new float[1];
      int[] item = {Integer.parseInt(first.id().substring(1))};
      both.score(new History(new int[] {4, 9}, Interaction.NO_TIME, false), item, expected);
      assertEquals(expected[0], first.score(), 1e-5);
      both.score(new History(new int[] {4, 9}, Interaction.NO_TIME), item, expected);
      assertEquals(-expected[0], first.score(), 1e-5);
    }
  }

  @Test
  void itsScoresAreProbabilitiesWhereSomebodyMeasuredWhatTheyAreWorth() throws IOException {
    ListNetwork network =
        new ListNetwork(new float[] {1, 0, 0}, new float[0], new float[0], new float[0]);
    ListRanker measured =
        new ListRanker(
            ranker.signals(),
            List.of(network),
            List.of(),
            List.of(network),
            Optional.of(new ListCalibration(20, .1, new Platt(0.5, -1))));
    workspace.publishLists(measured, ids());
    try (Recommender recommender = Recommender.open(folder)) {
      Request request = Request.forHistory("i4", "i9").k(20).probabilities(true);
      List<Ranked> shown = recommender.recommend(request).items();
      int[] items =
          shown.stream().mapToInt(item -> Integer.parseInt(item.id().substring(1))).toArray();
      double[] expected;
      try (Asking asking =
          measured.signals().ask(new History(new int[] {4, 9}, Interaction.NO_TIME))) {
        float[] scores = new float[items.length];
        measured.score(asking, items, scores);
        expected = measured.chances().orElseThrow().of(asking, items, scores);
      }
      for (int i = 0; i < items.length; i++) {
        assertEquals(expected[i], shown.get(i).probability().orElseThrow(), 1e-6);
      }
      for (Ranked item : recommender.recommend(request.k(5).diversity(.5)).items()) {
        int before = shown.stream().map(Ranked::id).toList().indexOf(item.id());
        if (before >= 0) {
          assertEquals(shown.get(before).probability(), item.probability());
        }
      }
      assertEquals(
          OptionalDouble.empty(),
          recommender
              .recommend(Request.forAnyone().probabilities(true))
              .items()
              .getFirst()
              .probability());
      for (Ranked item : recommender.recommend(request.probabilities(false)).items()) {
        assertEquals(OptionalDouble.empty(), item.probability());
      }
    }
    workspace.publishLists(ranker, ids());
    try (Recommender recommender = Recommender.open(folder)) {
      for (Ranked item :
          recommender.recommend(Request.forHistory("i4").probabilities(true)).items()) {
        assertEquals(OptionalDouble.empty(), item.probability());
      }
    }
  }

  @Test
  void whoIsUnknownAndWhoSearchesIsAnsweredByTheTowers() throws IOException {
    workspace.publishLists(ranker, ids());
    try (Recommender recommender = Recommender.open(folder)) {
      for (Request request :
          List.of(
              Request.forAnyone(), Request.forQuery("space opera"), Request.forUser("nobody"))) {
        for (Ranked item : recommender.recommend(request).items()) {
          assertTrue(item.stage(Stage.RANKER).isEmpty());
        }
      }
    }
  }

  @Test
  void aRankerOfAnotherCatalogueIsRefused() throws IOException {
    List<String> others = ids().stream().map(id -> "x" + id).toList();
    workspace.publishLists(ranker, others);
    Exception e = assertThrows(CorruptFileException.class, () -> Recommender.open(folder).close());
    assertTrue(e.getMessage().contains("the 60 items of the index"), e.getMessage());
  }
}
