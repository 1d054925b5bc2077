package org.llmrec.rank.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded forests and rows, with thresholds that rows meet exactly and covers that may be 0. */
final class RandomTrees {
  private RandomTrees() {}

  static List<TreeNode> forest(SplittableRandom random, int trees, int features, int depth) {
    List<TreeNode> forest = new ArrayList<>();
    for (int t = 0; t < trees; t++) {
      forest.add(tree(random, features, random.nextInt(depth + 1)));
    }
    return forest;
  }

  static TreeNode tree(SplittableRandom random, int features, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return TreeNode.leaf(
          random.nextDouble() * 2 - 1, random.nextInt(8) == 0 ? 0 : random.nextInt(1, 100));
    }
    return new TreeNode.Split(
        random.nextInt(features),
        random.nextInt(6) == 0 ? -0f : random.nextInt(5) / 4f,
        random.nextBoolean(),
        tree(random, features, depth - 1),
        tree(random, features, depth - 1));
  }

  static float[] row(SplittableRandom random, int features) {
    float[] row = new float[features];
    for (int f = 0; f < features; f++) {
      row[f] =
          switch (random.nextInt(9)) {
            case 0 -> Float.NaN;
            case 1 -> Float.intBitsToFloat(0xffc00001); // NaN with a minus sign
            case 2 -> Float.POSITIVE_INFINITY;
            case 3 -> Float.NEGATIVE_INFINITY;
            case 4 -> -0f;
            case 5 -> random.nextBoolean() ? Float.MIN_VALUE : -Float.MIN_VALUE;
            default -> random.nextInt(-1, 6) / 4f;
          };
    }
    return row;
  }

  /** The leaf by the definition. */
  static TreeNode.Leaf land(TreeNode at, float[] row) {
    return switch (at) {
      case TreeNode.Leaf leaf -> leaf;
      case TreeNode.Split split -> {
        float x = row[split.feature()];
        boolean left = Float.isNaN(x) ? split.missingLeft() : x < split.threshold();
        yield land(left ? split.left() : split.right(), row);
      }
    };
  }

  /** The leaves of a tree from left to right, by identity. */
  static void leaves(TreeNode at, List<TreeNode.Leaf> leaves) {
    switch (at) {
      case TreeNode.Leaf leaf -> leaves.add(leaf);
      case TreeNode.Split split -> {
        leaves(split.left(), leaves);
        leaves(split.right(), leaves);
      }
    }
  }
}
