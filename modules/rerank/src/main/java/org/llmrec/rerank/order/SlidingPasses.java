package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Bubbles up from the bottom: neighbours are compared and swapped when the lower one wins, in so
 * many passes (2306.17563, section 3.2, "sliding window"). Each pass brings one more item to the
 * top, and costs N-1 comparisons; ties hold an item up. Depends on the given order.
 */
public final class SlidingPasses {
  private SlidingPasses() {}

  /**
   * Orders.
   *
   * @param n how many items
   * @param passes how many of the first places are wanted
   * @param shrinking whether a pass stops below the places that earlier passes filled, as the
   *     authors' code does; else it goes to the top
   */
  public static Standing order(int n, int passes, boolean shrinking, PairJudge judge)
      throws InterruptedException {
    List<Integer> order = new ArrayList<>(Standing.given(n));
    boolean any = n < 2;
    try {
      for (int pass = 0; pass < Math.min(passes, n - 1); pass++) {
        for (int i = n - 2; i >= (shrinking ? pass : 0); i--) {
          if (judge.compare(order.get(i), order.get(i + 1)) == Preference.SECOND) {
            Collections.swap(order, i, i + 1);
          }
          any = true;
        }
      }
    } catch (HaltedException e) {
      return Places.halted(order, any, e);
    }
    return Standing.byPlaces(order, Optional.empty());
  }
}
