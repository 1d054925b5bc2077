package org.llmrec.encode.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every text in one batch, no batch over the budget. */
class BatchPlanTest {

  @Test
  void everyTextOnceUnderTheBudgetAndNoBatchTooSmall() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int[] lengths = new int[random.nextInt(60)];
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = 1 + random.nextInt(random.nextBoolean() ? 8 : 300);
      }
      int budget = 16 + random.nextInt(600);
      List<int[]> batches = BatchPlan.of(lengths, budget);
      boolean[] seen = new boolean[lengths.length];
      int previous = Integer.MAX_VALUE;
      for (int b = 0; b < batches.size(); b++) {
        int[] batch = batches.get(b);
        int width = lengths[batch[0]];
        assertTrue(batch.length == 1 || batch.length * width <= budget, "seed " + seed);
        for (int text : batch) {
          assertFalse(seen[text], "seed " + seed);
          seen[text] = true;
          assertTrue(lengths[text] <= previous, "seed " + seed + ": not longest first");
          previous = lengths[text];
        }
        if (b < batches.size() - 1) {
          assertTrue((batch.length + 1) * width > budget, "seed " + seed + ": room left");
        }
      }
      for (boolean s : seen) {
        assertTrue(s, "seed " + seed);
      }
    }
  }

  @Test
  void equalLengthsKeepTheirOrder() {
    List<int[]> batches = BatchPlan.of(new int[] {5, 5, 5, 5}, 16);
    assertEquals(2, batches.size());
    assertArrayEquals(new int[] {0, 1, 2}, batches.get(0));
    assertArrayEquals(new int[] {3}, batches.get(1));
  }
}
