package org.llmrec.train.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.method.MethodWorld;

/** Against the two methods, which invert the whole matrix. */
class EasePairTest {
  private static final double LAMBDA = 3;

  @TempDir Path folder;

  @Test
  void itsWeightsAreThoseOfTheTwoMethods() throws Exception {
    try (MethodWorld world = new MethodWorld(folder)) {
      TrainingData data = MethodWorld.data();
      assertTrue(EasePair.met(data) < data.items().size(), "expected items without rows");
      try (EasePair pair = EasePair.of(data, LAMBDA, 2)) {
        assertSame(
            (ItemToItem) Toy.fit("ease", Map.of("lambda", LAMBDA), data),
            pair.plain(Integer.MAX_VALUE));
        ItemToItem withTexts =
            (ItemToItem)
                Toy.fit(
                    "ease-text",
                    Map.of("lambda", LAMBDA, "weight", 2),
                    data,
                    Optional.of(world.texts()),
                    1);
        TextMatrix texts = TextMatrix.of(world.texts(), data.items()).unit();
        assertSame(withTexts, pair.withTexts(texts, 2, Integer.MAX_VALUE));
      }
    }
  }

  private static void assertSame(ItemToItem expected, ItemWeights found) {
    int n = found.items().size();
    float[] scores = new float[n];
    for (int item = 0; item < n; item++) {
      found.score(new int[] {item}, scores);
      assertArrayEquals(Toy.scores(expected, n, item), scores, 2e-6f, "item " + item);
    }
  }

  /** More than a tile of items, half of them without rows; and the few that are kept. */
  @Test
  void theStrongestAreKeptInALargerCatalogue() throws Exception {
    long seed = 20261128;
    SplittableRandom random = new SplittableRandom(seed);
    int n = 1_300;
    int[][] histories = new int[300][];
    for (int user = 0; user < histories.length; user++) {
      histories[user] =
          random.ints(20, 0, n / 2).map(item -> 2 * item).distinct().sorted().toArray();
    }
    TrainingData data = Toy.of(n, histories);
    ItemWeights expected =
        ((ItemToItem) Toy.fit("ease", Map.of("lambda", LAMBDA), data)).strongest(10);
    try (EasePair pair = EasePair.of(data, LAMBDA, 2)) {
      ItemWeights found = pair.plain(10);
      assertEquals(expected.size(), found.size());
      float[] a = new float[n];
      float[] b = new float[n];
      for (int[] history : Arrays.copyOf(histories, 50)) {
        expected.score(history, a);
        found.score(history, b);
        // Two weights that are equal but for rounding may change places: hence no tighter.
        assertArrayEquals(a, b, 1e-3f, "seed " + seed);
      }
    }
  }
}
