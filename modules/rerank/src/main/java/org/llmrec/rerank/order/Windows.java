package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Orders windows that overlap, from the bottom to the top, so that the best are carried along (Sun
 * et al., "Is ChatGPT Good at Search?", 2304.09542, section 3.2; there 20 items and a step of 10).
 * Costs 1 + ceil((N - w) / s) questions a pass.
 */
public final class Windows {
  private Windows() {}

  /**
   * Orders.
   *
   * @param n how many items
   * @param size how many are shown at once, 2 or more
   * @param step how far the window moves, from 1 to its size
   */
  public static Standing order(int n, int size, int step, ListJudge judge)
      throws InterruptedException {
    return order(Standing.given(n), size, step, judge);
  }

  /**
   * The same from another order than the given one.
   *
   * @param start all items from 0 on, each once
   */
  public static Standing order(List<Integer> start, int size, int step, ListJudge judge)
      throws InterruptedException {
    if (size < 2 || step < 1 || step > size) {
      throw new IllegalArgumentException(
          "expected a window of 2 or more and a step from 1 to its size, found "
              + size
              + " and "
              + step);
    }
    List<Integer> order = new ArrayList<>(start);
    int n = order.size();
    boolean any = n < 2;
    try {
      int from = Math.max(0, n - size);
      boolean more = n > 1;
      while (more) {
        List<Integer> window = order.subList(from, Math.min(n, from + size));
        List<Integer> better = judge.order(List.copyOf(window));
        for (int i = 0; i < better.size(); i++) {
          window.set(i, better.get(i));
        }
        any = true;
        more = from > 0;
        from = Math.max(0, from - step);
      }
    } catch (HaltedException e) {
      return Places.halted(order, any, e);
    }
    return Standing.byPlaces(order, Optional.empty());
  }
}
