package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExposureTest {
  private static final int[] NONE = {};

  @Test
  void theHandCaseHolds() {
    // Of 8 training users 8, 4, 2 and none have the items; shown are 0, 1 and 0, 2.
    Exposure exposure = new Exposure(new int[] {8, 4, 2, 0}, 8, 2);
    exposure.add(new int[] {0, 1, 3}, new int[] {3});
    exposure.add(new int[] {0, 2}, new int[] {1, 2});
    assertEquals(.75, exposure.coverage());
    // Shown 2, 1, 1, 0: absolute differences of all ordered pairs 12, over 2 * n * total = 32.
    assertEquals(12 / 32.0, exposure.gini(), 1e-15);
    // 0, 1, 0 and 2 bits.
    assertEquals(.75, exposure.novelty(), 1e-15);
    assertEquals((8 + 4 + 8 + 2) / 8.0 / 4, exposure.meanPopularity(), 1e-15);
    // Percentiles .875, .625, .375, .125: (.75 - .125 + .625 - .5) / 2.
    assertEquals(.375, exposure.popularityBias(), 1e-15);
  }

  @Test
  void whatNoTrainingUserHasIsAsNewAsWhatOneHas() {
    Exposure exposure = new Exposure(new int[] {0, 1}, 16, 1);
    exposure.add(new int[] {0}, NONE);
    assertEquals(4, exposure.novelty(), 1e-15);
    assertTrue(Double.isNaN(exposure.popularityBias()), "no case with a history");
  }

  @Test
  void theSameListForAllIsTheMostUnequal() {
    Exposure same = new Exposure(new int[10], 1, 1);
    Exposure all = new Exposure(new int[10], 1, 1);
    for (int i = 0; i < 10; i++) {
      same.add(new int[] {3}, NONE);
      all.add(new int[] {i}, NONE);
    }
    assertEquals(.9, same.gini(), 1e-15);
    assertEquals(.1, same.coverage());
    assertEquals(0, all.gini());
    assertEquals(1, all.coverage());
  }

  @Test
  void recommendingWhatTheHistoryHasIsNoBias() {
    Exposure exposure = new Exposure(new int[] {5, 5, 2, 9}, 9, 2);
    exposure.add(new int[] {0, 2}, new int[] {1, 2});
    assertEquals(0, exposure.popularityBias());
  }

  @Test
  void giniIsTheMeanDifferenceOfAllPairs() {
    long seed = 31;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      int items = random.nextInt(1, 12);
      Exposure exposure = new Exposure(new int[items], 1, 1);
      int[] shown = new int[items];
      int total = random.nextInt(1, 40);
      for (int i = 0; i < total; i++) {
        int item = random.nextInt(items);
        shown[item]++;
        exposure.add(new int[] {item}, NONE);
      }
      double differences = 0;
      for (int a : shown) {
        for (int b : shown) {
          differences += Math.abs(a - b);
        }
      }
      assertEquals(
          differences / (2.0 * items * total),
          exposure.gini(),
          1e-12,
          "seed " + seed + " round " + round);
    }
  }

  @Test
  void withoutListsThereIsNothingToSay() {
    Exposure exposure = new Exposure(new int[3], 1, 10);
    exposure.add(NONE, new int[] {1});
    assertTrue(Double.isNaN(exposure.coverage()));
    assertTrue(Double.isNaN(exposure.gini()));
    assertTrue(Double.isNaN(exposure.novelty()));
    assertTrue(Double.isNaN(exposure.meanPopularity()));
    assertTrue(Double.isNaN(exposure.popularityBias()));
  }

  @Test
  void popularityBeyondTheNumberOfUsersIsRefused() {
    int[] popularity = {2};
    assertThrows(IllegalArgumentException.class, () -> new Exposure(popularity, 1, 10));
  }
}
