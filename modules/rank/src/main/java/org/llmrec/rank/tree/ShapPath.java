package org.llmrec.rank.tree;

/**
 * The features on the way to a node, each once, with the weights of {@link TreeShap}: weight {@code
 * i} is the sum over all sets of {@code i} known features of the share of cases that comes this
 * way, weighted as Shapley weighs sets of that size. One row of numbers for each level of the tree,
 * so that going back up needs no undoing. Place 0 stands for no feature. Not thread-safe.
 */
final class ShapPath {
  private final int width;
  private final int[] features;
  private final double[] zeros;
  private final double[] ones;
  private final double[] weights;

  /** For trees of at most so many splits from root to leaf. */
  ShapPath(int deepest) {
    this.width = deepest + 1;
    int size = width * width;
    this.features = new int[size];
    this.zeros = new double[size];
    this.ones = new double[size];
    this.weights = new double[size];
  }

  int feature(int level, int i) {
    return features[level * width + i];
  }

  double zero(int level, int i) {
    return zeros[level * width + i];
  }

  double one(int level, int i) {
    return ones[level * width + i];
  }

  /** The place of a feature among the first {@code length}, or -1. */
  int find(int level, int length, int feature) {
    for (int i = 1; i < length; i++) {
      if (features[level * width + i] == feature) {
        return i;
      }
    }
    return -1;
  }

  /** Lays a copy of the first {@code length} places one level deeper. */
  void copyDown(int level, int length) {
    int from = level * width;
    System.arraycopy(features, from, features, from + width, length);
    System.arraycopy(zeros, from, zeros, from + width, length);
    System.arraycopy(ones, from, ones, from + width, length);
    System.arraycopy(weights, from, weights, from + width, length);
  }

  /** Adds a feature behind the first {@code length} (EXTEND). */
  void extend(int level, int length, double zero, double one, int feature) {
    int row = level * width;
    features[row + length] = feature;
    zeros[row + length] = zero;
    ones[row + length] = one;
    weights[row + length] = length == 0 ? 1 : 0;
    for (int i = length - 1; i >= 0; i--) {
      weights[row + i + 1] += one * weights[row + i] * (i + 1) / (length + 1);
      weights[row + i] = zero * weights[row + i] * (length - i) / (length + 1);
    }
  }

  /** Takes the feature at place {@code index} of the first {@code length} out again (UNWIND). */
  void unwind(int level, int length, int index) {
    int row = level * width;
    double one = ones[row + index];
    double zero = zeros[row + index];
    double next = weights[row + length - 1];
    for (int i = length - 2; i >= 0; i--) {
      if (one != 0) {
        double before = weights[row + i];
        weights[row + i] = next * length / ((i + 1) * one);
        next = before - weights[row + i] * zero * (length - 1 - i) / length;
      } else {
        weights[row + i] = weights[row + i] * length / (zero * (length - 1 - i));
      }
    }
    for (int i = row + index; i < row + length - 1; i++) {
      features[i] = features[i + 1];
      zeros[i] = zeros[i + 1];
      ones[i] = ones[i + 1];
    }
  }

  /** The sum of the weights that {@link #unwind} would leave. */
  double unwoundSum(int level, int length, int index) {
    int row = level * width;
    double one = ones[row + index];
    double zero = zeros[row + index];
    double next = weights[row + length - 1];
    double sum = 0;
    for (int i = length - 2; i >= 0; i--) {
      if (one != 0) {
        double weight = next * length / ((i + 1) * one);
        sum += weight;
        next = weights[row + i] - weight * zero * (length - 1 - i) / length;
      } else {
        sum += weights[row + i] * length / (zero * (length - 1 - i));
      }
    }
    return sum;
  }
}
