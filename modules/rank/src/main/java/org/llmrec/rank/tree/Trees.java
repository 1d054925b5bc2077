package org.llmrec.rank.tree;

import java.util.Arrays;
import java.util.List;

/**
 * A forest of regression trees in flat arrays. A score is the base score plus the values of the
 * leaves that a row lands in, added in 32 bits in the order of the trees, as XGBoost does.
 *
 * <p>A row holds {@link #features()} numbers. It goes left where the feature is below the threshold
 * and right where it is not; NaN means missing and goes where the split says. Infinities compare.
 *
 * <p>Leaves have fixed numbers: all those of the first tree from left to right, then those of the
 * second, and so on to {@link #leafCount()}. The numbers that {@link #leaves} yields are therefore
 * the columns of a one-hot encoding (He et al., Practical Lessons from Predicting Clicks on Ads at
 * Facebook, 2014, section 3.1): trees of 2 and 3 leaves where a row lands in the second and in the
 * third give columns 1 and 4, {@code 01|001}.
 *
 * <p>Immutable, hence thread-safe. Scoring allocates nothing.
 */
public final class Trees {
  /** No tree may be deeper: from root to leaf this many splits at most. */
  public static final int MAX_DEPTH = 512;

  /** Rows that pass through one tree before the next tree's turn: they stay in the cache. */
  private static final int BLOCK = 128;

  private final FlatTrees flat;
  // Copies of the references: one step less for every node.
  private final int[] roots;
  private final int[] feature;
  private final float[] threshold;
  private final int[] left;
  private final int[] right;
  private final int[] missing;
  private final float[] value;

  /** Around arrays that {@link FlatTrees} has checked. */
  Trees(FlatTrees flat) {
    this.flat = flat;
    this.roots = flat.roots();
    this.feature = flat.feature();
    this.threshold = flat.threshold();
    this.left = flat.left();
    this.right = flat.right();
    this.value = flat.value();
    this.missing = new int[feature.length];
    for (int node = 0; node < missing.length; node++) {
      missing[node] = flat.missingLeft()[node] == 1 ? left[node] : right[node];
    }
  }

  /**
   * Flattens trees.
   *
   * @param features how many numbers a row holds, from 1
   * @param base the score before any tree, finite
   * @param trees in the order in which their values are added; none is allowed
   * @throws IllegalArgumentException if a split names a feature beyond {@code features}, a number
   *     is not finite, a cover is negative or a tree is deeper than {@link #MAX_DEPTH}
   */
  public static Trees of(int features, float base, List<TreeNode> trees) {
    return new Trees(Flattening.of(features, base, trees));
  }

  /** How many numbers a row holds. */
  public int features() {
    return flat.features();
  }

  /** How many trees. */
  public int size() {
    return roots.length;
  }

  /** How many leaves all trees have together: the width of the one-hot encoding. */
  public int leafCount() {
    return value.length;
  }

  /** The score before any tree. */
  public float base() {
    return flat.base();
  }

  /**
   * What a leaf adds to the score.
   *
   * @param leaf a number that {@link #leaves} yields
   */
  public float leafValue(int leaf) {
    return value[leaf];
  }

  /**
   * The score of one row.
   *
   * @param row {@code [features()]}, NaN where missing
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public float score(float[] row) {
    requireLength(row.length, features(), "numbers in a row");
    float sum = flat.base();
    for (int root : roots) {
      sum += value[land(root, row, 0)];
    }
    return sum;
  }

  /**
   * The scores of many rows.
   *
   * @param rows {@code [count, features()]}, row-major, NaN where missing; may be longer
   * @param count how many rows
   * @param scores {@code [count]}, written; may be longer
   * @throws IllegalArgumentException if an array is too short
   */
  public void score(float[] rows, int count, float[] scores) {
    requireRoom(rows.length, (long) count * features(), "numbers in rows");
    requireRoom(scores.length, count, "scores");
    Arrays.fill(scores, 0, count, flat.base());
    int width = features();
    for (int start = 0; start < count; start += BLOCK) {
      int end = Math.min(count, start + BLOCK);
      for (int root : roots) {
        for (int row = start; row < end; row++) {
          scores[row] += value[land(root, rows, row * width)];
        }
      }
    }
  }

  /**
   * The leaf of every tree that one row lands in.
   *
   * @param row {@code [features()]}, NaN where missing
   * @param leaves {@code [size()]}, written: ascending numbers below {@link #leafCount()}
   * @throws IllegalArgumentException if an array is shorter or longer
   */
  public void leaves(float[] row, int[] leaves) {
    requireLength(row.length, features(), "numbers in a row");
    requireLength(leaves.length, roots.length, "places, one for each tree");
    for (int tree = 0; tree < roots.length; tree++) {
      leaves[tree] = land(roots[tree], row, 0);
    }
  }

  /**
   * The leaves of many rows.
   *
   * @param rows {@code [count, features()]}, row-major, NaN where missing; may be longer
   * @param count how many rows
   * @param leaves {@code [count, size()]}, row-major, written; may be longer
   * @throws IllegalArgumentException if an array is too short
   */
  public void leaves(float[] rows, int count, int[] leaves) {
    requireRoom(rows.length, (long) count * features(), "numbers in rows");
    requireRoom(leaves.length, (long) count * roots.length, "places for leaves");
    int width = features();
    for (int start = 0; start < count; start += BLOCK) {
      int end = Math.min(count, start + BLOCK);
      for (int tree = 0; tree < roots.length; tree++) {
        for (int row = start; row < end; row++) {
          leaves[row * roots.length + tree] = land(roots[tree], rows, row * width);
        }
      }
    }
  }

  FlatTrees flat() {
    return flat;
  }

  /** The leaf where the row that begins at {@code start} ends. */
  private int land(int root, float[] rows, int start) {
    int node = root;
    while (node >= 0) {
      float x = rows[start + feature[node]];
      node = x < threshold[node] ? left[node] : Float.isNaN(x) ? missing[node] : right[node];
    }
    return ~node;
  }

  private static void requireLength(int found, int expected, String what) {
    if (found != expected) {
      throw new IllegalArgumentException("expected " + expected + " " + what + ", found " + found);
    }
  }

  private static void requireRoom(int found, long least, String what) {
    if (found < least) {
      throw new IllegalArgumentException(
          "expected at least " + least + " " + what + ", found " + found);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Trees that && flat.equals(that.flat);
  }

  @Override
  public int hashCode() {
    return flat.hashCode();
  }

  @Override
  public String toString() {
    return "Trees[" + size() + " trees, " + leafCount() + " leaves, " + features() + " features]";
  }
}
