package org.llmrec.retrieve.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;

class WeightLearnerTest {
  private static Hits list(Source source, int... ordinals) {
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scores.length - i;
    }
    return Hits.best(source, ordinals, scores, ordinals.length, false);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aListOfNoiseLosesItsWeight(long seed) {
    Random random = new Random(seed);
    WeightLearner learner = new WeightLearner(new Mixing.ReciprocalRank(), 10);
    for (int request = 0; request < 30; request++) {
      int[] noise = random.ints(0, 1_000).distinct().limit(50).toArray();
      int[] good = IntStream.range(1_000, 1_030).toArray();
      learner.add(
          List.of(list(Source.POPULARITY, noise), list(Source.TOWER, good)),
          Set.of(1_002, 1_005, 1_008));
    }
    List<Double> weights = learner.learn(List.of(1.0, 1.0));
    assertTrue(weights.get(0) < weights.get(1), "seed " + seed + ": " + weights);
    assertEquals(weights, learner.learn(List.of(1.0, 1.0)), "nothing is drawn");
  }

  @Test
  void withNothingToLearnFromTheStartStays() {
    WeightLearner learner = new WeightLearner(new Mixing.ZScores(), 5);
    learner.add(List.of(list(Source.TEXT, 1, 2)), Set.of());
    assertEquals(List.of(0.5), learner.learn(List.of(0.5)));
  }

  @Test
  void quotasKeepPlacesForWhoWouldNotWinThem() {
    Pool pool = new Pool(List.of(list(Source.TOWER, 1, 2, 3, 4), list(Source.NEW, 9, 8)));
    double[] fused = pool.fused(new Mixing.ReciprocalRank(), List.of(1.0, 0.0));
    int[] chosen = pool.chosen(Pool.order(fused), List.of(0, 1), 3);
    assertEquals(
        List.of(1, 2, 9), IntStream.of(chosen).mapToObj(p -> pool.candidate(p).ordinal()).toList());
  }

  @Test
  void oneSourceHasOnePart() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Retrieval.of(new Part(new Popular(), 5), new Part(new Popular(), 9)));
  }
}
