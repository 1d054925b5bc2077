package org.llmrec.rank.tree;

/** A tree while it is built: a split or a leaf. {@link Trees} flattens it. Immutable. */
public sealed interface TreeNode {

  /**
   * Sends a row to the left if its feature is below the threshold, to the right if it is not.
   *
   * @param feature number of the feature, from 0
   * @param threshold finite
   * @param missingLeft whether a row whose feature is NaN goes left
   * @param left below the threshold
   * @param right from the threshold on
   */
  record Split(int feature, float threshold, boolean missingLeft, TreeNode left, TreeNode right)
      implements TreeNode {}

  /**
   * Where a row ends.
   *
   * @param value what the tree adds to the score, finite
   * @param cover how much training weight came here, from 0; {@link TreeShap} weighs by it
   */
  record Leaf(float value, float cover) implements TreeNode {}

  /** A leaf. */
  static TreeNode leaf(double value, double cover) {
    return new Leaf((float) value, (float) cover);
  }
}
