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

  private final FlatTrees flat;
  private final TreeKernel kernel;

  /** Around arrays that {@link FlatTrees} has checked. */
  Trees(FlatTrees flat) {
    this.flat = flat;
    this.kernel = new TreeKernel(flat);
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

  /**
   * These trees and then those: leaves, splits and values of the second forest come after those of
   * the first, and its base score is added.
   *
   * @throws IllegalArgumentException if its rows hold another number of features
   */
  public Trees and(Trees others) {
    return new Trees(flat.and(others.flat));
  }

  /** How many numbers a row holds. */
  public int features() {
    return flat.features();
  }

  /** How many trees. */
  public int size() {
    return flat.roots().length;
  }

  /** How many leaves all trees have together: the width of the one-hot encoding. */
  public int leafCount() {
    return flat.value().length;
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
    return flat.value()[leaf];
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
    for (int root : flat.roots()) {
      sum += flat.value()[land(root, row)];
    }
    return sum;
  }

  /**
   * The scores of many rows.
   *
   * @param rows {@code [count, features()]}, row-major, NaN where missing; may be longer
   * @param count how many rows
   * @param scores {@code [count]}, written; may be longer
   * @throws IllegalArgumentException if an array is too short or {@code count} negative
   */
  public void score(float[] rows, int count, float[] scores) {
    requireRoom(rows.length, (long) count * features(), "numbers in rows");
    requireRoom(scores.length, count, "scores");
    Arrays.fill(scores, 0, count, flat.base());
    kernel.add(rows, count, scores);
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
    requireLength(leaves.length, size(), "places, one for each tree");
    for (int tree = 0; tree < leaves.length; tree++) {
      leaves[tree] = land(flat.roots()[tree], row);
    }
  }

  /**
   * The leaves of many rows.
   *
   * @param rows {@code [count, features()]}, row-major, NaN where missing; may be longer
   * @param count how many rows
   * @param leaves {@code [count, size()]}, row-major, written; may be longer
   * @throws IllegalArgumentException if an array is too short or {@code count} negative
   */
  public void leaves(float[] rows, int count, int[] leaves) {
    requireRoom(rows.length, (long) count * features(), "numbers in rows");
    requireRoom(leaves.length, (long) count * size(), "places for leaves");
    kernel.land(rows, count, leaves);
  }

  FlatTrees flat() {
    return flat;
  }

  /** The leaf where a row ends. */
  private int land(int root, float[] row) {
    int at = root;
    while (at >= 0) {
      at = flat.goesLeft(at, row[flat.feature()[at]]) ? flat.left()[at] : flat.right()[at];
    }
    return ~at;
  }

  private static void requireLength(int found, int expected, String what) {
    if (found != expected) {
      throw new IllegalArgumentException("expected " + expected + " " + what + ", found " + found);
    }
  }

  private static void requireRoom(int found, long least, String what) {
    if (least < 0) {
      throw new IllegalArgumentException("expected 0 rows or more, found fewer");
    }
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
