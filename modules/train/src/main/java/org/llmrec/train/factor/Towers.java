package org.llmrec.train.factor;

import org.llmrec.data.protocol.Asker;
import org.llmrec.train.method.FittedMethod;

/**
 * What has been learnt as vectors of users and items whose inner product is the score, so that a
 * first stage can look for the best items without scoring all. Safe to share between threads.
 */
public interface Towers extends FittedMethod {
  /** The width of the vectors. */
  int dims();

  /**
   * The vector of an item, {@code [dims]}, fresh.
   *
   * @param item its number in the training data
   */
  float[] item(int item);

  /** The vector of somebody with a history, {@code [dims]}, fresh. */
  float[] user(Asker.Reader reader);
}
