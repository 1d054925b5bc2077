package org.llmrec.rank.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Interaction;

class ListRankerTest {
  /** Wherever the first networks put an item that nobody met, one of its kind stands. */
  @Test
  void unmetItemsKeepTheirPlacesInTheOrderOfTheirOwnNetwork() {
    for (long seed = 0; seed < 60; seed++) {
      RandomRanker world = new RandomRanker(seed);
      SplittableRandom random = new SplittableRandom(~seed);
      int[] candidates = world.some(random, world.items / 2);
      History history = new History(world.some(random, 4), random.nextLong(300_000_000));
      float[] scores = new float[candidates.length];
      world.ranker.score(history, candidates, scores);
      float[] unmet = new float[candidates.length];
      try (Asking asking = world.ranker.signals().ask(history)) {
        world.ranker.scoreUnmet(asking, candidates, unmet);
      }
      int[] own =
          IntStream.range(0, candidates.length)
              .filter(i -> world.met[candidates[i]] == 0)
              .toArray();
      assertArrayEquals(order(own, unmet), order(own, scores), "seed " + seed);
    }
  }

  private static int[] order(int[] places, float[] scores) {
    return Arrays.stream(places)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** What is asked about beside it does not change what is said of a candidate that was met. */
  @Test
  void aCandidateIsScoredAloneAsAmongOthers() {
    for (long seed = 0; seed < 30; seed++) {
      RandomRanker world = new RandomRanker(seed);
      SplittableRandom random = new SplittableRandom(seed);
      History history = new History(world.some(random, 3), 1_000);
      int[] candidates = world.some(random, world.items);
      float[] all = new float[candidates.length];
      world.ranker.score(history, candidates, all);
      float[] alone = new float[1];
      for (int i = 0; i < candidates.length; i++) {
        if (world.met[candidates[i]] > 0) {
          world.ranker.score(history, new int[] {candidates[i]}, alone);
          assertEquals(all[i], alone[0], "seed " + seed);
        }
      }
    }
  }

  /** The network of strangers says what it says; who has none is ranked as anybody. */
  @Test
  void peopleWhomTrainingNeverSawHaveANetworkOfTheirOwn() {
    for (long seed = 0; seed < 30; seed++) {
      RandomRanker world = new RandomRanker(seed);
      SplittableRandom random = new SplittableRandom(seed);
      int[] history = world.some(random, 3);
      int[] candidates =
          Arrays.stream(world.some(random, world.items)).filter(i -> world.met[i] > 0).toArray();
      float[] scores = new float[candidates.length];
      float[] expected = new float[candidates.length];
      History stranger = new History(history, 1_000, false);
      world.ranker.score(stranger, candidates, scores);
      try (Asking asking = world.ranker.signals().ask(stranger)) {
        float[][] features = asking.features(candidates);
        world.ranker.strangers().getFirst().add(features, expected);
      }
      assertArrayEquals(expected, scores, 1e-5f, "seed " + seed);
      ListRanker without =
          new ListRanker(world.ranker.signals(), world.ranker.met(), world.ranker.unmet());
      without.score(stranger, candidates, scores);
      world.ranker.score(new History(history, 1_000), candidates, expected);
      assertArrayEquals(expected, scores, "seed " + seed);
    }
  }

  /** Contributions and baseline are the score, whatever the network. */
  @Test
  void anExplanationAddsUpToTheScore() {
    for (long seed = 0; seed < 60; seed++) {
      RandomRanker world = new RandomRanker(seed, seed % 3 == 0);
      SplittableRandom random = new SplittableRandom(seed);
      long time = seed % 4 == 0 ? Interaction.NO_TIME : 200_000_000;
      boolean trained = seed % 5 != 0;
      History history = new History(world.some(random, 5), time, trained);
      int[] candidates = world.some(random, 10);
      float[] scores = new float[candidates.length];
      world.ranker.score(history, candidates, scores);
      Explainer explainer = world.ranker.explainer(world.ranker.signals().ask(history), candidates);
      for (int i = 0; i < candidates.length; i++) {
        Explanation why = explainer.of(i);
        double sum =
            why.baseline() + why.features().stream().mapToDouble(Explanation.Share::amount).sum();
        assertEquals(why.score(), sum, 1e-6 * Math.max(1, Math.abs(sum)), "seed " + seed);
        if (world.met[candidates[i]] > 0) {
          assertEquals(scores[i], sum, 1e-3, "seed " + seed);
        }
        assertEquals(5, why.history().size());
        boolean trees = world.met[candidates[i]] > 0 ? trained : seed % 2 == 1;
        assertEquals(trees, "trees".equals(why.features().getLast().feature()), "seed " + seed);
      }
    }
  }

  /** s = 2 x + 3 y + relu(y - 1), where y is 5 when missing. */
  @Test
  void aMissingFeatureHasItsOwnValue() {
    ListNetwork network =
        new ListNetwork(
            new float[] {2, 3},
            new float[] {0, 1},
            new float[] {-1},
            new float[] {1},
            new float[] {7, 5},
            Optional.empty());
    float[] scores = new float[3];
    float[][] features = {{1, 1, Float.NaN}, {0, Float.NaN, 0}};
    network.add(features, scores);
    assertArrayEquals(new float[] {2, 2 + 15 + 4, 14}, scores);
    assertTrue(Float.isNaN(features[0][2]), "others read them too");
  }

  @Test
  void networksWithoutValuesForWhatMayBeMissingAreRefused() {
    ListRanker gaps = new RandomRanker(2, true).ranker;
    ListNetwork own = gaps.met().getFirst();
    ListNetwork without = new ListNetwork(own.direct(), own.weight(), own.bias(), own.out());
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ListRanker(gaps.signals(), List.of(own, without), gaps.unmet()));
    assertTrue(e.getMessage().contains("missing"), e.getMessage());
  }

  /** One unit, half of the way open: s = x + 2 relu(x - 1), from 0 to 2. */
  @Test
  void aUnitThatOpensOnTheWayCountsForItsShare() {
    ListNetwork network =
        new ListNetwork(new float[] {1}, new float[] {1}, new float[] {-1}, new float[] {2});
    double[] gradient = network.meanGradient(new double[] {0}, new double[] {2});
    assertEquals(2, gradient[0], 1e-12);
    assertEquals(4, network.score(new double[] {2}), 1e-12);
    assertEquals(0, network.score(new double[] {0}), 1e-12);
  }
}
