package org.llmrec.train.interaction;

import java.util.List;

/**
 * What was learnt behind the vectors of both sides, on the heap. With {@code d} numbers in {@code
 * x0}, the user's first:
 *
 * @param userWidth how many of them are the user's
 * @param cross the matrices of the cross layers, {@code [d, d]} each
 * @param crossBias their biases, {@code [d]} each
 * @param deep the matrices of the deep layers
 * @param deepBias their biases
 * @param head the last layer: over the cross layers' end, then the deep layers'; over the deep
 *     layers' alone where these are stacked
 * @param headBias its bias
 * @param stacked whether the deep layers stand on the cross layers
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record CrossWeights(
    int userWidth,
    List<Product> cross,
    List<float[]> crossBias,
    List<Product> deep,
    List<float[]> deepBias,
    float[] head,
    float headBias,
    boolean stacked) {
  /** Whether the head sees the end of the cross layers. */
  boolean headOnCross() {
    return !stacked || deep.isEmpty();
  }

  /**
   * Whether the last cross layer needs no product per pair. With {@code w} the head's part over it,
   * {@code w . (x0 * (W x + b) + x) = (w + Wt (w * x0)) . x + (w * b) . x0}, and what stands in the
   * brackets is a part of the user's and one of the item's.
   */
  boolean folds() {
    return headOnCross() && !cross.isEmpty();
  }

  /**
   * {@code Wt (w * x0)} of the last cross layer, for rows that are 0 but for one side's part.
   *
   * @param x0 {@code [n, d]}
   * @return {@code [n, d]}
   */
  float[] pulls(float[] x0, int n) {
    int width = x0.length / n;
    float[] weighed = new float[x0.length];
    for (int i = 0; i < x0.length; i++) {
      weighed[i] = head[i % width] * x0[i];
    }
    return cross.getLast().back(weighed, n);
  }

  /** {@code (w * b) . x0} of the last cross layer for one such row, from {@code at} on. */
  float shift(float[] x0, int at) {
    float[] bias = crossBias.getLast();
    float sum = 0;
    for (int d = 0; d < bias.length; d++) {
      sum += head[d] * bias[d] * x0[at + d];
    }
    return sum;
  }

  /** Whether the deep layers' first sees {@code x0}. */
  boolean beside() {
    return !stacked && !deep.isEmpty();
  }
}
