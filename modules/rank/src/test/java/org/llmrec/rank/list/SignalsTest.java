package org.llmrec.rank.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Interaction;
import org.llmrec.core.vector.Vectors;

/** Features against sums over the whole catalogue, written down as they are defined. */
class SignalsTest {
  @Test
  void everyFeatureIsThatOfItsDefinition() {
    for (long seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RandomRanker world = new RandomRanker(seed);
      Signals signals = world.ranker.signals();
      // The same memory for several askers: nothing of one is left for the next.
      for (int asker = 0; asker < 3; asker++) {
        int[] history = world.some(random, random.nextInt(8));
        int[] candidates = world.some(random, 1 + random.nextInt(world.items - 1));
        float[][] expected = expected(world, history);
        try (Asking asking = signals.ask(new History(history, Interaction.NO_TIME))) {
          float[][] found = asking.features(candidates);
          for (int f = 0; f < expected.length; f++) {
            for (int i = 0; i < candidates.length; i++) {
              assertEquals(
                  expected[f][candidates[i]],
                  found[f][i],
                  2e-3,
                  "seed " + seed + ", feature " + signals.names().get(f));
            }
          }
        }
      }
    }
  }

  @Test
  void sumsAreThoseOfTheParts() {
    RandomRanker world = new RandomRanker(4);
    Signals signals = world.ranker.signals();
    History history = new History(new int[] {3, 8, 8, 1}, Interaction.NO_TIME);
    float[] sums = new float[world.items];
    int[] all = IntStream.range(0, world.items).toArray();
    try (Asking asking = signals.ask(history)) {
      asking.sums(sums);
      float[][] features = asking.features(all);
      for (int item : all) {
        float sum = 0;
        for (int p = 0; p < signals.parts().size(); p++) {
          sum += features[p][item];
        }
        assertEquals(sum, sums[item], 1e-4);
      }
    }
  }

  /** Of one item that is left nobody can say that it is above or below the others. */
  @Test
  void aHistoryOfAllItemsButOneLeavesNothingToStandOut() {
    for (long seed = 0; seed < 30; seed++) {
      RandomRanker world = new RandomRanker(seed);
      int[] all = IntStream.range(1, world.items).toArray();
      try (Asking asking = world.ranker.signals().ask(new History(all, Interaction.NO_TIME))) {
        float[][] features = asking.features(new int[] {0});
        for (int p = 0; p < 3; p++) {
          assertEquals(0, features[p][0], 1e-6, "seed " + seed + ", part " + p);
        }
      }
    }
  }

  @Test
  void whatEachItemOfAHistorySaysAddsUpToTheScore() {
    for (long seed = 0; seed < 30; seed++) {
      RandomRanker world = new RandomRanker(seed);
      SplittableRandom random = new SplittableRandom(seed);
      int[] history = world.some(random, 6);
      try (Asking asking = world.ranker.signals().ask(new History(history, Interaction.NO_TIME));
          Asking nobody =
              world.ranker.signals().ask(new History(new int[0], Interaction.NO_TIME))) {
        for (int part : new int[] {0, 4}) {
          Opinion opinion = asking.standing(part).opinion();
          if (opinion instanceof Popular) {
            continue;
          }
          for (int item = 0; item < world.items; item++) {
            int asked = item;
            double sum =
                Arrays.stream(history).mapToDouble(source -> opinion.from(source, asked)).sum();
            // What towers say to everybody comes from no item.
            double base = part == 4 ? nobody.standing(part).opinion().of(item) : 0;
            assertEquals(opinion.of(item), base + sum, 1e-4, "seed " + seed + ", part " + part);
          }
        }
      }
    }
  }

  /** An item that is named twice was liked once. */
  @Test
  void whatIsThereTwiceCountsOnce() {
    RandomRanker world = new RandomRanker(9);
    int[] candidates = {0, 5, 7};
    float[] once = new float[3];
    float[] twice = new float[3];
    world.ranker.score(new History(new int[] {1, 2}, 0), candidates, once);
    world.ranker.score(new History(new int[] {1, 2, 1, 2, 2}, 0), candidates, twice);
    assertArrayEquals(once, twice);
  }

  private static float[][] expected(RandomRanker world, int[] history) {
    int n = world.items;
    float[] popular = new float[n];
    float[] met = new float[n];
    for (int item = 0; item < n; item++) {
      popular[item] = world.met[item];
      met[item] = (float) Math.log1p(world.met[item]);
    }
    float[] weights = history.length == 0 ? popular.clone() : weights(world, history);
    FactorPart factors = (FactorPart) world.ranker.signals().parts().get(1);
    float[] user = factors.factors().user(history);
    float[] solved = new float[n];
    float[] placed = new float[n];
    for (int item = 0; item < n; item++) {
      solved[item] = Vectors.dot(user, world.factors, item * RandomRanker.DIMS);
      placed[item] = Vectors.dot(user, world.ranked, item * RandomRanker.DIMS);
    }
    int[] told = Arrays.stream(history).filter(item -> item % 6 != 0).toArray();
    float[] texts = told.length == 0 ? popular.clone() : texts(world, told);
    int[] out = Arrays.stream(history).sorted().toArray();
    float[][] features = new float[5 + 3 + 2][];
    // Whoever has nothing to go by gets popularity, which leaves nobody's history out.
    features[0] = standard(weights, history.length == 0 ? new int[0] : out);
    features[1] = standard(solved, out);
    features[2] = standard(placed, out);
    features[3] = standard(texts, new int[0]);
    features[4] = standard(towers(world, history), out);
    features[5] = nearby(world, features[0]);
    features[6] = nearby(world, features[1]);
    features[7] = nearby(world, met);
    features[8] = met;
    features[9] = new float[n];
    Arrays.fill(features[9], (float) Math.log1p(history.length));
    return features;
  }

  /** By hand: who says nothing of whom. Otherwise features are what they are without gaps. */
  @Test
  void whatNobodyCanSayIsMissing() {
    for (long seed = 0; seed < 30; seed++) {
      RandomRanker world = new RandomRanker(seed);
      RandomRanker gaps = new RandomRanker(seed, true);
      SplittableRandom random = new SplittableRandom(seed);
      boolean told = seed % 2 == 0;
      History history =
          new History(world.some(random, 4), told ? 150_000_000 : Interaction.NO_TIME);
      int[] items = IntStream.range(0, world.items).toArray();
      List<String> names = world.ranker.signals().names();
      try (Asking plain = world.ranker.signals().ask(history);
          Asking asking = gaps.ranker.signals().ask(history)) {
        float[][] expected = plain.features(items);
        float[][] found = asking.features(items);
        for (int f = 0; f < names.size(); f++) {
          for (int item : items) {
            boolean unmet = item % 5 == 0;
            boolean textless = item % 6 == 0;
            boolean missing =
                switch (names.get(f)) {
                  case "weights", "factors" -> unmet;
                  case "texts" -> textless;
                  case "placed", "towers" -> unmet && textless;
                  case "weights of like texts",
                      "factors of like texts",
                      "popularity of like texts" ->
                      item % 7 == 0;
                  case "liked then", "liked that year", "era" -> !told;
                  case "age" -> !told || unmet;
                  default -> false;
                };
            float value = missing ? Float.NaN : expected[f][item];
            assertEquals(value, found[f][item], names.get(f) + " of " + item + ", seed " + seed);
          }
        }
      }
      List<String> always = List.of("popularity", "length of the history", "a time is told");
      List<String> sometimes = new ArrayList<>(names);
      sometimes.removeAll(always);
      assertEquals(sometimes, gaps.ranker.signals().missing());
      assertEquals(List.of(), world.ranker.signals().missing());
    }
  }

  private static float[] weights(RandomRanker world, int[] history) {
    float[] sums = new float[world.items];
    for (int source : history) {
      for (int e = world.rows.starts()[source]; e < world.rows.starts()[source + 1]; e++) {
        sums[world.rows.targets()[e]] += world.rows.values()[e];
      }
    }
    return sums;
  }

  private static float[] texts(RandomRanker world, int[] told) {
    float[] mean = new float[RandomRanker.WIDTH];
    for (int item : told) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += world.texts[item * mean.length + d];
      }
    }
    Vectors.normalise(mean);
    float[] cosines = new float[world.items];
    for (int item = 0; item < world.items; item++) {
      cosines[item] = Vectors.dot(mean, world.texts, item * mean.length);
    }
    return cosines;
  }

  private static float[] towers(RandomRanker world, int[] history) {
    int dims = RandomRanker.DIMS;
    double[] shares = new double[history.length];
    double weights = Arrays.stream(history).mapToDouble(i -> Math.sqrt(1.0 / one(world, i))).sum();
    int first = Math.max(0, history.length - world.length);
    double attention = 0;
    for (int h = first; h < history.length; h++) {
      attention += Math.exp(attends(world, history[h], history.length - 1 - h));
    }
    float half = world.learnt.meanShare();
    for (int h = 0; h < history.length; h++) {
      shares[h] = half * Math.sqrt(1.0 / one(world, history[h])) / weights;
      if (h >= first) {
        double own = Math.exp(attends(world, history[h], history.length - 1 - h));
        shares[h] += (1 - half) * own / attention;
      }
    }
    double[] user = new double[dims];
    for (int d = 0; d < dims; d++) {
      user[d] = world.learnt.everybody()[d];
      for (int h = 0; h < history.length; h++) {
        user[d] += shares[h] * turned(world, history[h], d);
      }
    }
    float[] scores = new float[world.items];
    for (int item = 0; item < world.items; item++) {
      double score = 0;
      for (int d = 0; d < dims; d++) {
        score += user[d] * world.towers[item * dims + d];
      }
      scores[item] = (float) score;
    }
    return scores;
  }

  private static int one(RandomRanker world, int item) {
    return Math.max(1, world.met[item]);
  }

  private static double turned(RandomRanker world, int item, int to) {
    double sum = 0;
    for (int d = 0; d < RandomRanker.DIMS; d++) {
      sum +=
          (double) world.towers[item * RandomRanker.DIMS + d]
              * world.learnt.turn()[d * RandomRanker.DIMS + to];
    }
    return sum;
  }

  /** By hand: the last is of age 0, the one before of 1, then 2-3, 4-7. */
  private static double attends(RandomRanker world, int item, int after) {
    int[] ages = {0, 1, 2, 2, 3, 3, 3, 3};
    double sum = world.learnt.recency()[ages[after]];
    for (int d = 0; d < RandomRanker.DIMS; d++) {
      sum += world.learnt.attends()[d] * turned(world, item, d);
    }
    return sum;
  }

  private static float[] standard(float[] scores, int[] without) {
    double[] kept =
        IntStream.range(0, scores.length)
            .filter(item -> Arrays.binarySearch(without, item) < 0)
            .mapToDouble(item -> scores[item])
            .toArray();
    double mean = Arrays.stream(kept).average().orElse(0);
    double variance = Arrays.stream(kept).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    float[] standard = new float[scores.length];
    for (int item = 0; item < standard.length; item++) {
      // Scores that are all the same say nothing.
      standard[item] = variance == 0 ? 0 : (float) ((scores[item] - mean) / Math.sqrt(variance));
    }
    return standard;
  }

  private static float[] nearby(RandomRanker world, float[] values) {
    float[] means = new float[world.items];
    for (int item = 0; item < world.items; item++) {
      for (int e = item * RandomRanker.EACH; e < (item + 1) * RandomRanker.EACH; e++) {
        means[item] += world.neighbourWeights[e] * values[world.neighbourItems[e]];
      }
    }
    return means;
  }
}
