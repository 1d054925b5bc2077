package org.llmrec.train.linear;

import org.llmrec.train.method.FittedMethod;

/** A fitted method whose scores are sums of weights between items: EASE and item kNN. */
public interface ItemToItem extends FittedMethod {
  /**
   * What is worth keeping for serving: of each item, the weights by which {@code n} other items
   * speak for it most strongly, or against it.
   *
   * @param n from 1 on; all weights that are not 0 with {@link Integer#MAX_VALUE}. No more than the
   *     fit kept
   */
  ItemWeights strongest(int n);
}
