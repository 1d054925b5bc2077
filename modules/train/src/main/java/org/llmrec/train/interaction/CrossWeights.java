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
  /** Whether the deep layers' first sees {@code x0}. */
  boolean beside() {
    return !stacked && !deep.isEmpty();
  }
}
