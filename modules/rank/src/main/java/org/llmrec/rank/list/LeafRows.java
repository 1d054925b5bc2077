package org.llmrec.rank.list;

import org.llmrec.rank.tree.Trees;

/**
 * What the leaves of trees say to a network: one-hot inputs beside its features (He et al.,
 * Practical Lessons from Predicting Clicks on Ads at Facebook, 2014, section 3.1). A one-hot times
 * a layer's weights is a row of them, so the rows of the leaves that a candidate lands in are added
 * up. Immutable and thread-safe; the array is not copied and not to be changed.
 *
 * @param trees over the same features as the network
 * @param width of a row: the first number goes to the score, one more to each hidden unit
 * @param rows {@code [leaves, width]}
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record LeafRows(Trees trees, int width, float[] rows) {
  /**
   * Checks that there is a row for every leaf.
   *
   * @throws IllegalArgumentException if not
   */
  public LeafRows {
    if (width < 1 || rows.length != (long) trees.leafCount() * width) {
      throw new IllegalArgumentException(
          "expected a row of "
              + width
              + " numbers for each of "
              + trees.leafCount()
              + " leaves, found "
              + rows.length
              + " numbers");
    }
  }

  /**
   * The sums of candidates.
   *
   * @param features {@code [features][n or more]}
   * @return {@code [n, width]}, in the memory, until the next call
   */
  float[] sums(float[][] features, int n, Memory memory) {
    int in = trees.features();
    int each = trees.size();
    float[] values = memory.rows(n * in);
    for (int f = 0; f < in; f++) {
      for (int i = 0; i < n; i++) {
        values[i * in + f] = features[f][i];
      }
    }
    int[] leaves = memory.leaves(n * each);
    trees.leaves(values, n, leaves);
    float[] sums = memory.leafSums(n * width);
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < each; t++) {
        int row = leaves[i * each + t] * width;
        for (int w = 0; w < width; w++) {
          sums[i * width + w] += rows[row + w];
        }
      }
    }
    return sums;
  }

  /** The same of one candidate, {@code [width]}. */
  double[] sums(float[] features) {
    int[] leaves = new int[trees.size()];
    trees.leaves(features, leaves);
    double[] sums = new double[width];
    for (int leaf : leaves) {
      for (int w = 0; w < width; w++) {
        sums[w] += rows[leaf * width + w];
      }
    }
    return sums;
  }
}
