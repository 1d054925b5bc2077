package org.llmrec.rerank.order;

import java.util.List;

/** Orders a few items. Thread-safe. */
@FunctionalInterface
public interface ListJudge {
  /**
   * Orders.
   *
   * @param items two or more, in their present order
   * @return the same items, the best first
   * @throws HaltedException if nothing more may be asked
   */
  List<Integer> order(List<Integer> items) throws HaltedException, InterruptedException;
}
