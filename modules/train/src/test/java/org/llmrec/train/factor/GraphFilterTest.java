package org.llmrec.train.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Methods;

class GraphFilterTest {
  @Test
  void twoUsersAndTwoItemsByHand() throws IOException {
    // R̃ = [[1/√2, 1/2], [0, 1/√2]]; its first right singular vector is (1, √2) / √3.
    InteractionTable positives = Rows.of(2, new int[] {0, 1}, new int[] {1});
    float[] linear = {0.5f, (float) Math.sqrt(0.125)};
    assertArrayEquals(linear, scores(fit(positives, 1, 0), 2, 0), 1e-6f);
    float[] both = {0.5f + 0.3f / 3, (float) (Math.sqrt(0.125) + 0.3 * 2 / 3)};
    assertArrayEquals(both, scores(fit(positives, 1, 0.3), 2, 0), 1e-6f);
    // With all singular vectors the second part is the identity.
    float[] whole = {0.5f + 0.3f, (float) Math.sqrt(0.125)};
    assertArrayEquals(whole, scores(fit(positives, 2, 0.3), 2, 0), 1e-6f);
  }

  @Test
  void everyScoreIsThatOfDenseMatrices() throws IOException {
    int compared = 0;
    for (long seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int users = 2 + random.nextInt(15);
      int items = 2 + random.nextInt(15);
      int dims = 1 + random.nextInt(6);
      InteractionTable positives = Rows.random(users, items, 0.2 + random.nextDouble() / 2, seed);
      double[] filter = positives.size() == 0 ? null : dense(positives, dims, 0.7);
      if (filter == null) {
        continue;
      }
      compared++;
      FittedMethod fitted = fit(positives, dims, 0.7);
      int[] history = {positives.item(0), items - 1};
      float[] scores = scores(fitted, items, history);
      for (int j = 0; j < items; j++) {
        double expected = filter[history[0] * items + j];
        assertEquals(expected, scores[j], 2e-5, "seed " + seed + " item " + j);
      }
    }
    assertTrue(compared > 30, "compared " + compared);
  }

  /** {@code R̃'R̃ + α D^-½ V V' D^½}, or null where it is not clear which vectors come first. */
  private static double[] dense(InteractionTable positives, int dims, double alpha) {
    int n = positives.items().size();
    double[] items = new double[n];
    double[] users = new double[positives.users().size()];
    for (int row = 0; row < positives.size(); row++) {
      items[positives.item(row)]++;
      users[positives.user(row)]++;
    }
    double[] gram = new double[n * n];
    for (int[] list : positives.itemsByUser()) {
      for (int i : list) {
        for (int j : list) {
          gram[i * n + j] += 1 / (list.length * Math.sqrt(items[i] * items[j]));
        }
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(gram.clone(), n);
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -eigen.values()[k]))
            .mapToInt(k -> k)
            .toArray();
    int rank = 0;
    while (rank < Math.min(dims, n) && eigen.values()[order[rank]] > 1e-9) {
      rank++;
    }
    if (rank < n
        && eigen.values()[order[rank - 1]] - Math.max(0, eigen.values()[order[rank]]) < 1e-2) {
      return null;
    }
    double[] filter = gram.clone();
    for (int r = 0; r < rank; r++) {
      double[] v = Arrays.copyOfRange(eigen.vectors(), order[r] * n, (order[r] + 1) * n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n && items[i] > 0; j++) {
          filter[i * n + j] += alpha * v[i] * v[j] * Math.sqrt(items[j] / items[i]);
        }
      }
    }
    return filter;
  }

  @Test
  void whoseHistorySaysNothingGetsPopularity() throws IOException {
    InteractionTable positives = Rows.of(3, new int[] {0, 1}, new int[] {1});
    assertArrayEquals(new float[] {1, 2, 0}, scores(fit(positives, 2, 0.3), 3));
    assertArrayEquals(new float[] {1, 2, 0}, scores(fit(positives, 2, 0.3), 3, 2));
  }

  @Test
  void nothingToLearnFromIsRefused() {
    assertThrows(ConfigException.class, () -> fit(Rows.of(3, new int[0]), 2, 0.3));
  }

  private static FittedMethod fit(InteractionTable positives, int dims, double alpha)
      throws IOException {
    return Methods.of("graph-filter", Map.of("dims", dims, "alpha", alpha))
        .fit(
            TrainingData.everything(positives),
            new FitContext(1, 1, Optional.empty(), Path.of("unused"), Progress.silent()));
  }

  private static float[] scores(FittedMethod fitted, int items, int... history) {
    float[] scores = new float[items];
    Arrays.fill(scores, Float.NaN);
    fitted.score(new Asker.Reader(Asker.Reader.UNKNOWN, history), scores);
    return scores;
  }
}
