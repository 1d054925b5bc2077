package org.llmrec.rank.tree;

import java.util.ArrayList;
import java.util.List;

/** Lays trees out in arrays, in the order that {@link FlatTrees} describes. */
final class Flattening {
  private final List<TreeNode.Split> splits = new ArrayList<>();
  private final List<TreeNode.Leaf> leaves = new ArrayList<>();
  private final List<int[]> children = new ArrayList<>();

  private Flattening() {}

  static FlatTrees of(int features, float base, List<TreeNode> trees) {
    Flattening all = new Flattening();
    int[] roots = new int[trees.size()];
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = all.add(trees.get(tree), 0);
    }
    int nodes = all.splits.size();
    int[] feature = new int[nodes];
    float[] threshold = new float[nodes];
    int[] missingLeft = new int[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      TreeNode.Split split = all.splits.get(node);
      feature[node] = split.feature();
      threshold[node] = split.threshold();
      missingLeft[node] = split.missingLeft() ? 1 : 0;
      left[node] = all.children.get(node)[0];
      right[node] = all.children.get(node)[1];
    }
    float[] value = new float[all.leaves.size()];
    float[] cover = new float[value.length];
    for (int leaf = 0; leaf < value.length; leaf++) {
      value[leaf] = all.leaves.get(leaf).value();
      cover[leaf] = all.leaves.get(leaf).cover();
    }
    return new FlatTrees(
        features, base, roots, feature, threshold, missingLeft, left, right, value, cover);
  }

  /** The reference to the node or leaf. */
  private int add(TreeNode tree, int depth) {
    switch (tree) {
      case TreeNode.Leaf leaf -> {
        leaves.add(leaf);
        return ~(leaves.size() - 1);
      }
      case TreeNode.Split split -> {
        if (depth == Trees.MAX_DEPTH) {
          throw new IllegalArgumentException(
              "expected at most " + Trees.MAX_DEPTH + " splits from root to leaf, found more");
        }
        int node = splits.size();
        splits.add(split);
        int[] pair = new int[2];
        children.add(pair);
        pair[0] = add(split.left(), depth + 1);
        pair[1] = add(split.right(), depth + 1);
        return node;
      }
    }
  }
}
