package org.llmrec.rank.list;

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
import org.llmrec.rank.calibration.Platt;

class ChancesTest {
  private static final Platt CURVE = new Platt(0.9, 0.4);

  private static ListRanker calibrated(RandomRanker world, int depth) {
    return new ListRanker(
        world.ranker.signals(),
        world.ranker.met(),
        world.ranker.strangers(),
        world.ranker.unmet(),
        Optional.of(new ListCalibration(depth, .2, CURVE)));
  }

  @Test
  void agreesWithTheDefinition() {
    for (long seed = 1; seed <= 40; seed++) {
      RandomRanker world = new RandomRanker(seed);
      SplittableRandom random = new SplittableRandom(seed);
      int depth = 1 + random.nextInt(world.items + 5);
      ListRanker ranker = calibrated(world, depth);
      History history = new History(world.some(random, random.nextInt(8)), 1_000_000);
      int[] candidates = world.some(random, 1 + random.nextInt(world.items - 1));
      float[] scores = new float[candidates.length];
      try (Asking asking = ranker.signals().ask(history)) {
        ranker.score(asking, candidates, scores);
        double[] found = ranker.chances().orElseThrow().of(asking, candidates, scores);
        double level = naiveLevel(ranker, asking, history, depth);
        for (int i = 0; i < candidates.length; i++) {
          int item = candidates[i];
          boolean silent =
              world.met[item] == 0 || Arrays.stream(history.items()).anyMatch(h -> h == item);
          double expected =
              silent ? Double.NaN : CURVE.probability(scores[i] / ranker.met().size() - level);
          assertEquals(expected, found[i], 1e-5, "seed " + seed + ", item " + item);
        }
      }
    }
  }

  /** Every item by itself, sorted as a whole. */
  private static double naiveLevel(ListRanker ranker, Asking asking, History history, int depth) {
    float[] sums = new float[ranker.signals().items()];
    asking.sums(sums);
    List<Integer> known = Arrays.stream(history.items()).boxed().toList();
    int[] best =
        IntStream.range(0, sums.length)
            .boxed()
            .filter(item -> !known.contains(item))
            .sorted(Comparator.comparing(item -> -sums[item]))
            .limit(depth)
            .mapToInt(Integer::intValue)
            .toArray();
    double sum = 0;
    for (int item : best) {
      float[][] features = asking.features(new int[] {item});
      float[] score = new float[1];
      for (ListNetwork network : ranker.met()) {
        network.add(column(features), score);
      }
      sum += Math.exp(score[0] / (double) ranker.met().size());
    }
    // A fifth is hidden: one for every four that are known, and one at least.
    return Math.log(sum / Math.max(1, known.size() / 4.0));
  }

  private static float[][] column(float[][] features) {
    return Arrays.stream(features).map(row -> new float[] {row[0]}).toArray(float[][]::new);
  }

  @Test
  void whatElseIsAskedForChangesNothing() {
    RandomRanker world = new RandomRanker(3);
    ListRanker ranker = calibrated(world, 10);
    History history = new History(new int[] {1, 2}, 1_000_000);
    int[] met = IntStream.range(3, world.items).filter(item -> world.met[item] > 0).toArray();
    double[] all = chances(ranker, history, met);
    for (int i = 0; i < met.length; i++) {
      assertEquals(all[i], chances(ranker, history, new int[] {met[i]})[0], 1e-6);
    }
  }

  private static double[] chances(ListRanker ranker, History history, int[] candidates) {
    float[] scores = new float[candidates.length];
    try (Asking asking = ranker.signals().ask(history)) {
      ranker.score(asking, candidates, scores);
      return ranker.chances().orElseThrow().of(asking, candidates, scores);
    }
  }

  @Test
  void aRankerThatNobodyMeasuredHasNone() {
    assertTrue(new RandomRanker(1).ranker.chances().isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new ListCalibration(0, .1, CURVE));
    assertThrows(IllegalArgumentException.class, () -> new ListCalibration(5, 1, CURVE));
  }
}
