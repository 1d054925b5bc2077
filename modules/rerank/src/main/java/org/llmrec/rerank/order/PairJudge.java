package org.llmrec.rerank.order;

/** Says which of two items is better. Thread-safe. */
@FunctionalInterface
public interface PairJudge {
  /**
   * Compares.
   *
   * @throws HaltedException if nothing more may be asked
   */
  Preference compare(int first, int second) throws HaltedException, InterruptedException;
}
