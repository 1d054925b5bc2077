package org.llmrec.rank.tree;

import java.util.Arrays;

/**
 * The arrays of a forest, checked. A reference to a node is its number, to a leaf its complement
 * {@code ~leaf}. Nodes and leaves are numbered in the order in which a walk meets them that goes
 * down every tree, one after the other, the left side first; so every forest has one such form, and
 * whatever breaks the order is damage: a cycle, a node with two parents, one with none.
 *
 * @param features how many numbers a row holds
 * @param base the score before any tree
 * @param roots by tree, {@code [trees]}
 * @param feature by node, {@code [nodes]}
 * @param threshold by node
 * @param missingLeft by node, 1 or 0
 * @param left by node
 * @param right by node
 * @param value by leaf, {@code [leaves]}
 * @param cover by leaf
 */
@SuppressWarnings("ArrayRecordComponent")
record FlatTrees(
    int features,
    float base,
    int[] roots,
    int[] feature,
    float[] threshold,
    int[] missingLeft,
    int[] left,
    int[] right,
    float[] value,
    float[] cover) {

  /**
   * Checks everything that scoring relies on.
   *
   * @throws IllegalArgumentException with what was expected, found and where
   */
  FlatTrees {
    int nodes = feature.length;
    if (threshold.length != nodes
        || missingLeft.length != nodes
        || left.length != nodes
        || right.length != nodes
        || cover.length != value.length) {
      throw new IllegalArgumentException(
          "expected arrays of one length for "
              + nodes
              + " nodes and of one for "
              + value.length
              + " leaves, found "
              + threshold.length
              + " thresholds, "
              + missingLeft.length
              + " directions, "
              + left.length
              + " left and "
              + right.length
              + " right children, "
              + cover.length
              + " covers");
    }
    if (features < 1) {
      throw new IllegalArgumentException("expected 1 feature or more, found " + features);
    }
    requireFinite("the base score", base);
    for (int node = 0; node < nodes; node++) {
      if (feature[node] < 0 || feature[node] >= features) {
        throw new IllegalArgumentException(
            "expected a feature from 0 to " + (features - 1) + at(node) + feature[node]);
      }
      requireFinite("the threshold of node " + node, threshold[node]);
      if (missingLeft[node] != 0 && missingLeft[node] != 1) {
        throw new IllegalArgumentException(
            "expected 1 (left) or 0 (right) for a missing value" + at(node) + missingLeft[node]);
      }
    }
    for (int leaf = 0; leaf < value.length; leaf++) {
      requireFinite("the value of leaf " + leaf, value[leaf]);
      if (!(cover[leaf] >= 0 && cover[leaf] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "expected a cover of 0 or more of leaf " + leaf + ", found " + cover[leaf]);
      }
    }
    TreeWalk.check(roots, left, right, value.length);
  }

  /** The trees of both, those of the second with all numbers moved behind the first. */
  FlatTrees and(FlatTrees other) {
    if (features != other.features) {
      throw new IllegalArgumentException(
          "expected trees over " + features + " features, found " + other.features);
    }
    return new FlatTrees(
        features,
        base + other.base,
        references(roots, other.roots),
        joined(feature, other.feature),
        joined(threshold, other.threshold),
        joined(missingLeft, other.missingLeft),
        references(left, other.left),
        references(right, other.right),
        joined(value, other.value),
        joined(cover, other.cover));
  }

  /** References of both; those of the second are moved behind the first's nodes or leaves. */
  private int[] references(int[] first, int[] second) {
    int[] moved = new int[second.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = second[i] < 0 ? second[i] - value.length : second[i] + feature.length;
    }
    return joined(first, moved);
  }

  private static int[] joined(int[] first, int[] second) {
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** Which way a value goes at a node. */
  boolean goesLeft(int node, float x) {
    return Float.isNaN(x) ? missingLeft[node] == 1 : x < threshold[node];
  }

  private static String at(int node) {
    return " at node " + node + ", found ";
  }

  private static void requireFinite(String what, float number) {
    if (!Float.isFinite(number)) {
      throw new IllegalArgumentException(what + " must be finite, found " + number);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlatTrees that
        && features == that.features
        && Float.compare(base, that.base) == 0
        && Arrays.equals(roots, that.roots)
        && Arrays.equals(feature, that.feature)
        && Arrays.equals(threshold, that.threshold)
        && Arrays.equals(missingLeft, that.missingLeft)
        && Arrays.equals(left, that.left)
        && Arrays.equals(right, that.right)
        && Arrays.equals(value, that.value)
        && Arrays.equals(cover, that.cover);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(feature) + Arrays.hashCode(value);
  }
}
