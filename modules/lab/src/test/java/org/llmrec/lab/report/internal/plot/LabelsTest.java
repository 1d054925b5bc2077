package org.llmrec.lab.report.internal.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void labelsWithRoomStayWhereTheyAre() {
    assertArrayEquals(
        new double[] {10, 90, 50}, Labels.spread(new double[] {10, 90, 50}, 15, 0, 100));
  }

  @Test
  void crowdedLabelsKeepTheirOrderAndDistance() {
    long seed = 7;
    Random random = new Random(seed);
    for (int trial = 0; trial < 500; trial++) {
      double[] wanted = random.doubles(1 + random.nextInt(12)).map(v -> 300 * v).toArray();
      double[] placed = Labels.spread(wanted, 15, 0, 300);
      Integer[] order = new Integer[wanted.length];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Double.compare(wanted[a], wanted[b]));
      for (int i = 0; i < order.length; i++) {
        String message = "seed " + seed + ": " + Arrays.toString(placed);
        assertTrue(placed[order[i]] >= -1e-9 && placed[order[i]] <= 300 + 1e-9, message);
        if (i > 0) {
          assertTrue(placed[order[i]] - placed[order[i - 1]] >= 15 - 1e-9, message);
        }
      }
    }
  }
}
