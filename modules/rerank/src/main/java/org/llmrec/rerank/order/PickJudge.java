package org.llmrec.rerank.order;

import java.util.List;

/** Picks the best few of a group. Thread-safe. */
@FunctionalInterface
public interface PickJudge {
  /**
   * Picks.
   *
   * @param items the group
   * @param count how many to pick, fewer than there are
   * @return that many of them, in any order
   * @throws HaltedException if nothing more may be asked
   */
  List<Integer> pick(List<Integer> items, int count) throws HaltedException, InterruptedException;
}
