package org.llmrec.train.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Methods;

class IalsTest {
  @Test
  void oneDimensionByHand() throws IOException {
    // One user, two items, the first liked; α₀ = .5, λ = .1, ν = 1. Items start at a and b.
    double alpha = 0.5;
    double lambda = 0.1;
    double a = 0.1 * IalsFit.random(3, "i0000").nextGaussian();
    double b = 0.1 * IalsFit.random(3, "i0001").nextGaussian();
    double user = a / (a * a + alpha * (a * a + b * b) + lambda * (1 + alpha * 2));
    a = user / (user * user + alpha * user * user + lambda * (1 + alpha));
    // The second item is liked by nobody: the first sweep takes it to zero.
    user = a / (a * a + alpha * a * a + lambda * (1 + alpha * 2));
    FittedMethod fitted =
        fit(Rows.of(2, new int[] {0}), Map.of("dims", 1, "alpha", 0.5, "lambda", 0.1, "sweeps", 1));
    float[] scores = scores(fitted, 2, 0);
    assertEquals(user * a, scores[0], 1e-6);
    assertEquals(0, scores[1]);
  }

  @Test
  void everyScoreIsThatOfTheTextbooksSolver() throws IOException {
    for (long seed = 0; seed < 30; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int users = 2 + random.nextInt(12);
      int items = 2 + random.nextInt(12);
      InteractionTable positives = Rows.random(users, items, 0.2 + random.nextDouble(), seed);
      if (positives.size() == 0) {
        continue;
      }
      Map<String, Object> given =
          Map.of(
              "dims",
              1 + random.nextInt(8),
              "lambda",
              Math.pow(10, -4 * random.nextDouble()),
              "alpha",
              random.nextInt(5) == 0 ? 0 : random.nextDouble(),
              "nu",
              random.nextDouble() * 1.5,
              "sigma",
              1.0,
              "sweeps",
              1 + random.nextInt(3));
      FittedMethod fitted = fit(positives, given);
      NaiveIals naive = new NaiveIals(positives, settings(given), 3);
      for (CurvePoint point : fitted.curve()) {
        naive.sweep();
        assertEquals(naive.loss(), point.loss() * positives.size(), 1e-8, "seed " + seed);
      }
      naive.solveUsers();
      int[][] histories = positives.itemsByUser();
      for (int u = 0; u < users; u++) {
        if (histories[u].length > 0) {
          float[] scores = scores(fitted, items, histories[u]);
          for (int i = 0; i < items; i++) {
            double expected = NaiveIals.dot(naive.users[u], naive.items[i]);
            assertEquals(expected, scores[i], 1e-5, "seed " + seed + " " + given);
          }
        }
      }
      boolean[] stranger = new boolean[items];
      stranger[0] = true;
      stranger[items - 1] = true;
      double[] vector = naive.solve(naive.items, stranger, items);
      float[] scores = scores(fitted, items, items - 1, 0);
      for (int i = 0; i < items && naive.items[0][0] != 0; i++) {
        assertEquals(NaiveIals.dot(vector, naive.items[i]), scores[i], 1e-5, "seed " + seed);
      }
    }
  }

  @Test
  void noSweepRaisesTheLoss() throws IOException {
    for (long seed = 0; seed < 10; seed++) {
      InteractionTable positives = Rows.random(30, 40, 0.15, seed);
      List<CurvePoint> curve = fit(positives, Map.of("dims", 10, "sweeps", 12)).curve();
      assertEquals(12, curve.size());
      for (int s = 1; s < curve.size(); s++) {
        assertEquals(s + 1, curve.get(s).epoch());
        assertTrue(curve.get(s).loss() <= curve.get(s - 1).loss() * (1 + 1e-12), "seed " + seed);
      }
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() throws IOException {
    InteractionTable positives = Rows.random(700, 600, 0.02, 1);
    Map<String, Object> given = Map.of("dims", 12, "sweeps", 3);
    float[] one = scores(fit(positives, given, 1), 600, 3, 5, 8);
    float[] three = scores(fit(positives, given, 3), 600, 3, 5, 8);
    assertArrayEquals(one, three);
  }

  @Test
  void aHistoryThatSaysNothingGetsTheAverageUser() throws IOException {
    InteractionTable positives = Rows.random(20, 15, 0.3, 4);
    FittedMethod fitted = fit(positives, Map.of("dims", 4));
    float[] mean = new float[15];
    for (int[] history : positives.itemsByUser()) {
      if (history.length > 0) {
        float[] scores = scores(fitted, 15, history);
        for (int i = 0; i < 15; i++) {
          mean[i] += scores[i] / 19;
        }
      }
    }
    assertArrayEquals(mean, scores(fitted, 15), 1e-5f);
    assertArrayEquals(mean, scores(fitted, 15, 14), 1e-5f);
  }

  @Test
  void anItemThatNobodyMetScoresNothing() throws IOException {
    FittedMethod fitted = fit(Rows.random(20, 15, 0.3, 4), Map.of("dims", 4));
    assertEquals(0, scores(fitted, 15, 1, 2)[14]);
  }

  @Test
  void nothingToLearnFromIsRefused() {
    assertThrows(ConfigException.class, () -> fit(Rows.of(3, new int[0]), Map.of()));
    assertThrows(ConfigException.class, () -> Methods.of("ials", Map.of("lambda", 0)));
  }

  private static IalsSettings settings(Map<String, Object> given) {
    return IalsSettings.read(org.llmrec.train.method.Settings.of("ials", given));
  }

  private static FittedMethod fit(InteractionTable positives, Map<String, Object> given)
      throws IOException {
    return fit(positives, given, 2);
  }

  private static FittedMethod fit(
      InteractionTable positives, Map<String, Object> given, int threads) throws IOException {
    FitContext context =
        new FitContext(3, threads, Optional.empty(), Path.of("unused"), Progress.silent());
    return Methods.of("ials", given).fit(TrainingData.everything(positives), context);
  }

  private static float[] scores(FittedMethod fitted, int items, int... history) {
    float[] scores = new float[items];
    Arrays.fill(scores, Float.NaN);
    fitted.score(new Asker.Reader(Asker.Reader.UNKNOWN, history), scores);
    return scores;
  }
}
