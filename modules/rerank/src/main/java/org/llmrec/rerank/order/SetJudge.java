package org.llmrec.rerank.order;

import java.util.List;
import java.util.OptionalInt;

/** Says which of several items is the best. Thread-safe. */
@FunctionalInterface
public interface SetJudge {
  /**
   * Chooses.
   *
   * @param items two or more
   * @return the place of the best one in the list, from 0; empty if nobody could tell
   * @throws HaltedException if nothing more may be asked
   */
  OptionalInt best(List<Integer> items) throws HaltedException, InterruptedException;
}
