package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void theHandCaseHolds() {
    // Ascending .005 * 4, .01 * 3, .03 * 2, and .04 * 1, which may not fall below the one before.
    assertArrayEquals(
        new double[] {.03, .06, .06, .02}, Holm.adjust(new double[] {.01, .04, .03, .005}), 1e-15);
  }

  @Test
  void oneTestNeedsNoCorrectionAndNoneGivesNone() {
    assertArrayEquals(new double[] {.04}, Holm.adjust(new double[] {.04}));
    assertEquals(0, Holm.adjust(new double[0]).length);
  }

  @Test
  void adjustedValuesKeepTheOrderAndTheBounds() {
    long seed = 61;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      double[] p = new double[random.nextInt(1, 20)];
      for (int i = 0; i < p.length; i++) {
        p[i] = random.nextInt(4) == 0 ? random.nextInt(11) / 10.0 : random.nextDouble() * .2;
      }
      double[] adjusted = Holm.adjust(p);
      for (int i = 0; i < p.length; i++) {
        String where = "seed " + seed + " round " + round;
        assertTrue(adjusted[i] >= p[i] && adjusted[i] <= 1, where);
        assertEquals(Math.min(1, adjusted(p, i)), adjusted[i], 1e-15, where);
        for (int j = 0; j < p.length; j++) {
          assertTrue(p[i] > p[j] || adjusted[i] <= adjusted[j], where);
        }
      }
    }
  }

  @Test
  void whatIsNoPValueIsRefused() {
    for (double value : new double[] {Double.NaN, -.1, 1.1}) {
      double[] p = {.5, value};
      assertThrows(IllegalArgumentException.class, () -> Holm.adjust(p));
    }
  }

  /** By definition: the greatest, over all p not above this one, of p times those not below p. */
  private static double adjusted(double[] p, int test) {
    double greatest = 0;
    for (double smaller : p) {
      if (smaller <= p[test]) {
        int notBelow = 0;
        for (double other : p) {
          notBelow += other >= smaller ? 1 : 0;
        }
        greatest = Math.max(greatest, smaller * notBelow);
      }
    }
    return greatest;
  }
}
