package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Bubbles up through choices of one from several (2310.09497, section 3): a window goes from the
 * bottom to the top and takes the best it has seen along. A pass fills one place and costs
 * (N-1)/(c-1) choices.
 */
public final class SetBubbles {
  private SetBubbles() {}

  /**
   * Orders.
   *
   * @param n how many items
   * @param k how many of the first places are wanted
   * @param shown how many are shown at once, 2 or more
   */
  public static Standing order(int n, int k, int shown, SetJudge judge)
      throws InterruptedException {
    List<Integer> order = new ArrayList<>(Standing.given(n));
    boolean any = n < 2;
    try {
      for (int place = 0; place < Math.min(k, n - 1); place++) {
        int end = n;
        while (end - place > 1) {
          int from = Math.max(place, end - shown);
          OptionalInt best = judge.best(List.copyOf(order.subList(from, end)));
          any = true;
          if (best.isPresent()) {
            order.add(from, order.remove(from + best.getAsInt()));
          }
          end = from + 1;
        }
      }
    } catch (HaltedException e) {
      return Places.halted(order, any, e);
    }
    return Standing.byPlaces(order, Optional.empty());
  }
}
