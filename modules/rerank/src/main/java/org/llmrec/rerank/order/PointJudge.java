package org.llmrec.rerank.order;

/** Says what one item is worth. Thread-safe. */
@FunctionalInterface
public interface PointJudge {
  /**
   * Judges.
   *
   * @return the more the better; NaN if nobody could tell
   * @throws HaltedException if nothing more may be asked
   */
  double worth(int item) throws HaltedException, InterruptedException;
}
