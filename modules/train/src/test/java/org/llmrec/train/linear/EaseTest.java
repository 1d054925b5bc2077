package org.llmrec.train.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.MethodWorld;

class EaseTest {
  @TempDir Path folder;

  /** X = [[1, 1], [1, 0], [1, 1]], lambda 1: by hand B_01 = 1/2, B_10 = 2/3. */
  @Test
  void theHandCase() throws Exception {
    TrainingData data = Toy.of(2, new int[] {0, 1}, new int[] {0}, new int[] {0, 1});
    FittedMethod ease = Toy.fit("ease", Map.of("lambda", 1), data);
    assertArrayEquals(new float[] {0, 0.5f}, Toy.scores(ease, 2, 0), 1e-6f);
    assertArrayEquals(new float[] {2 / 3f, 0}, Toy.scores(ease, 2, 1), 1e-6f);
    assertArrayEquals(new float[] {2 / 3f, 0.5f}, Toy.scores(ease, 2, 0, 1), 1e-6f);
    ItemWeights kept = ((ItemToItem) ease).strongest(1);
    assertArrayEquals(new int[] {1}, kept.targets(0));
    assertArrayEquals(new float[] {0.5f}, kept.weights(0), 1e-6f);
    assertArrayEquals(new float[] {2 / 3f}, kept.weights(1), 1e-6f);
  }

  /**
   * The closed form is the minimum of |X - XB|² + lambda |B|² among all B with a diagonal of zeros:
   * there, every column's gradient is 0 but on the diagonal.
   */
  @Test
  void theWeightsAreAMinimum() throws Exception {
    TrainingData data = MethodWorld.data();
    int n = data.items().size();
    double lambda = 3;
    FittedMethod ease = Toy.fit("ease", Map.of("lambda", lambda), data);
    double[][] b = new double[n][n];
    for (int i = 0; i < n; i++) {
      float[] row = Toy.scores(ease, n, i);
      for (int j = 0; j < n; j++) {
        b[i][j] = row[j];
      }
      assertEquals(0, b[i][i]);
    }
    double[][] gradient = new double[n][n];
    for (int[] history : data.positives().itemsByUser()) {
      for (int j = 0; j < n; j++) {
        double error = 0;
        for (int i : history) {
          error += b[i][j] - (i == j ? 1 : 0);
        }
        for (int i : history) {
          gradient[i][j] += error;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          assertEquals(0, gradient[i][j] + lambda * b[i][j], 1e-4, i + ", " + j);
        }
      }
    }
  }

  @Test
  void keepingAllWeightsChangesNothingAndKeepingSomeKeepsTheStrongest() throws Exception {
    TrainingData data = MethodWorld.data();
    int n = data.items().size();
    FittedMethod dense = Toy.fit("ease", Map.of("lambda", 3), data);
    FittedMethod all = Toy.fit("ease", Map.of("lambda", 3, "keep", n), data);
    FittedMethod few = Toy.fit("ease", Map.of("lambda", 3, "keep", 5), data);
    int[] history = data.positives().itemsByUser()[4];
    assertArrayEquals(Toy.scores(dense, n, history), Toy.scores(all, n, history), 1e-5f);
    ItemWeights kept = ((ItemToItem) few).strongest(Integer.MAX_VALUE);
    for (int target = 0; target < n; target++) {
      float weakestKept = Float.MAX_VALUE;
      float strongestLeft = 0;
      int count = 0;
      for (int source = 0; source < n; source++) {
        float weight = Math.abs(Toy.scores(dense, n, source)[target]);
        int at = Arrays.binarySearch(kept.targets(source), target);
        if (at >= 0) {
          count++;
          assertEquals(weight, Math.abs(kept.weights(source)[at]), 1e-6f);
          weakestKept = Math.min(weakestKept, weight);
        } else {
          strongestLeft = Math.max(strongestLeft, weight);
        }
      }
      assertTrue(count <= 5 && weakestKept >= strongestLeft - 1e-7f, "item " + target);
    }
  }

  @Test
  void textsOfNoWeightChangeNothing() throws Exception {
    try (MethodWorld world = new MethodWorld(folder)) {
      TrainingData data = MethodWorld.data();
      int n = data.items().size();
      FittedMethod plain = Toy.fit("ease", Map.of("lambda", 3), data);
      FittedMethod texts =
          Toy.fit(
              "ease-text", Map.of("lambda", 3, "weight", 0), data, Optional.of(world.texts()), 1);
      for (int[] history : data.positives().itemsByUser()) {
        assertArrayEquals(Toy.scores(plain, n, history), Toy.scores(texts, n, history));
      }
    }
  }

  @Test
  void withTextsAnItemThatNobodyHasMetIsNextToThoseOfItsKind() throws Exception {
    try (MethodWorld world = new MethodWorld(folder)) {
      TrainingData data = MethodWorld.data();
      int cold = data.items().indexOf(MethodWorld.COLD);
      FittedMethod texts =
          Toy.fit(
              "ease-text", Map.of("lambda", 3, "weight", 2), data, Optional.of(world.texts()), 1);
      int n = data.items().size();
      float sameKind = Toy.scores(texts, n, 4, 8, 12)[cold];
      float otherKind = Toy.scores(texts, n, 6, 10, 14)[cold];
      assertTrue(sameKind > 0 && sameKind > 2 * otherKind, sameKind + " and " + otherKind);
      FittedMethod plain = Toy.fit("ease", Map.of("lambda", 3), data);
      assertEquals(0, Toy.scores(plain, n, 4, 8, 12)[cold]);
    }
  }

  @Test
  void moreItemsThanAllowedAreRefusedWithWhatToTakeInstead() {
    TrainingData data = Toy.of(4, new int[] {0, 1, 2, 3});
    Exception e =
        assertThrows(ConfigException.class, () -> Toy.fit("ease", Map.of("max-items", 3), data));
    for (String part : new String[] {"item-knn", "ials", "keep", "max-items", "found 4", "GB"}) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void aHeapThatIsTooSmallIsSaidBeforeTheWork() {
    int n = (int) Math.min(46_340, Math.sqrt(Runtime.getRuntime().maxMemory() / 4.0) + 10);
    TrainingData data = Toy.of(n, new int[] {0, 1});
    Exception e =
        assertThrows(
            ConfigException.class, () -> Toy.fit("ease", Map.of("max-items", 46_340), data));
    assertTrue(e.getMessage().contains("-Xmx"), e.getMessage());
  }

  @Test
  void whoHasNoHistoryGetsThePopularityAndAQueryIsRefused() throws Exception {
    TrainingData data = Toy.of(3, new int[] {0, 1}, new int[] {0});
    FittedMethod ease = Toy.fit("ease", Map.of(), data);
    assertArrayEquals(new float[] {2, 1, 0}, Toy.scores(ease, 3));
    assertThrows(
        UnsupportedOperationException.class,
        () -> ease.score(new Asker.QueryText("sea"), new float[3]));
  }
}
