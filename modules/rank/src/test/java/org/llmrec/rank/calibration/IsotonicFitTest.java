package org.llmrec.rank.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsotonicFitTest {

  @Test
  void theHandCaseHolds() {
    // Shares by score 0, 1, 2, 3: 0, 1, 1/2 (two rows), 1. The second and third are pooled.
    double[] scores = {3, 2, 0, 2, 1};
    boolean[] labels = {true, false, false, true, true};
    Isotonic fitted = IsotonicFit.of(scores, labels);
    assertArrayEquals(new double[] {0, 1, 2, 3}, fitted.scores());
    assertArrayEquals(new double[] {0, 2 / 3.0, 2 / 3.0, 1}, fitted.probabilities());
    assertEquals(5 / 6.0, fitted.probability(2.5), 1e-15);
  }

  @Test
  void agreesWithTheFormula() {
    long seed = 43;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      int levels = random.nextInt(1, 12);
      int rows = random.nextInt(1, 40);
      double[] scores = new double[rows];
      boolean[] labels = new boolean[rows];
      long[] positives = new long[levels];
      long[] counts = new long[levels];
      for (int i = 0; i < rows; i++) {
        int level = random.nextInt(levels);
        scores[i] = level == 0 && random.nextBoolean() ? -0.0 : level;
        labels[i] = random.nextInt(levels + 2) <= level;
        counts[level]++;
        positives[level] += labels[i] ? 1 : 0;
      }
      Isotonic fitted = IsotonicFit.of(scores, labels);
      for (int level = 0; level < levels; level++) {
        if (counts[level] > 0) {
          assertEquals(
              minMax(positives, counts, level),
              fitted.probability(level),
              1e-12,
              "seed " + seed + " round " + round);
        }
      }
    }
  }

  /** The greatest over lower starts of the least over higher ends of the mean between. */
  private static double minMax(long[] positives, long[] counts, int level) {
    double greatest = 0;
    for (int from = 0; from <= level; from++) {
      double least = 1;
      for (int to = level; to < counts.length; to++) {
        long sum = 0;
        long rows = 0;
        for (int i = from; i <= to; i++) {
          sum += positives[i];
          rows += counts[i];
        }
        least = rows == 0 ? least : Math.min(least, (double) sum / rows);
      }
      greatest = Math.max(greatest, least);
    }
    return greatest;
  }
}
