package org.llmrec.rerank.order;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Standings of strategies that were halted on the way. */
final class Places {
  private Places() {}

  /**
   * The order so far, or nothing at all.
   *
   * @param any whether anything was judged
   */
  static Standing halted(List<Integer> order, boolean any, HaltedException why) {
    return any
        ? Standing.byPlaces(order, Optional.of(why))
        : Standing.byPoints(Collections.nCopies(order.size(), Double.NaN), Optional.of(why));
  }
}
