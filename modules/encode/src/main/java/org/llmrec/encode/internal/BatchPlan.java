package org.llmrec.encode.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts texts into batches: longest first, as many to a batch as fit under the budget when all are
 * padded to its longest. Longest first, because a long batch that starts last keeps one worker busy
 * while the others idle. A pure function: same lengths, same batches.
 */
public final class BatchPlan {
  private BatchPlan() {}

  /**
   * Plans the batches.
   *
   * @param lengths word pieces of each text, at least 1
   * @param budget word pieces in a batch, padding included; a longer text goes alone
   * @return the texts' numbers, each in one batch, the longest of a batch first
   */
  public static List<int[]> of(int[] lengths, int budget) {
    return of(lengths, budget, Integer.MAX_VALUE);
  }

  /**
   * Plans batches of a size that is limited twice.
   *
   * @param most texts in a batch, at least 1
   */
  public static List<int[]> of(int[] lengths, int budget, int most) {
    long[] order = new long[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      // Longest first, equal ones in the order they came.
      order[i] = (long) (Integer.MAX_VALUE - lengths[i]) << 32 | i;
    }
    Arrays.sort(order);
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < order.length; ) {
      int rows = Math.clamp(budget / lengths[(int) order[from]], 1, most);
      int to = Math.min(order.length, from + rows);
      int[] batch = new int[to - from];
      for (int i = from; i < to; i++) {
        batch[i - from] = (int) order[i];
      }
      batches.add(batch);
      from = to;
    }
    return batches;
  }
}
