package org.llmrec.rank.tree;

/**
 * The nodes of a forest one by one, as formats for other engines want them: tree after tree, every
 * root first, the splits of a tree before its leaves. The arrays are fresh and belong to the
 * caller.
 *
 * @param tree by node: of which tree it is
 * @param id by node: its number within its tree, ascending from 0
 * @param leaf by node: its number as {@link Trees#leaves} gives it, or -1 for a split
 * @param feature by node; 0 for a leaf
 * @param threshold by node; 0 for a leaf
 * @param below by node: the id of where a row goes whose feature is below the threshold; 0 for a
 *     leaf
 * @param other by node: the id of where other rows go
 * @param missingBelow by node: 1 where a missing value counts as below, else 0
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record TreeNodes(
    int[] tree,
    int[] id,
    int[] leaf,
    int[] feature,
    float[] threshold,
    int[] below,
    int[] other,
    int[] missingBelow) {

  /** Those of a forest. */
  public static TreeNodes of(Trees trees) {
    FlatTrees flat = trees.flat();
    int splits = flat.feature().length;
    int count = splits + trees.leafCount();
    TreeNodes nodes =
        new TreeNodes(
            new int[count],
            new int[count],
            new int[count],
            new int[count],
            new float[count],
            new int[count],
            new int[count],
            new int[count]);
    int split = 0;
    int leaf = 0;
    for (int tree = 0; tree < trees.size(); tree++) {
      int end = splitsEnd(flat, tree);
      nodes.fill(flat, tree, split, end, leaf);
      leaf += end - split + 1;
      split = end;
    }
    return nodes;
  }

  /** Where the splits of the next tree begin: splits are numbered tree after tree. */
  private static int splitsEnd(FlatTrees flat, int tree) {
    for (int next = tree + 1; next < flat.roots().length; next++) {
      if (flat.roots()[next] >= 0) {
        return flat.roots()[next];
      }
    }
    return flat.feature().length;
  }

  /** One tree: a binary tree has a leaf more than splits. */
  private void fill(FlatTrees flat, int number, int from, int to, int firstLeaf) {
    int at = from + firstLeaf;
    for (int node = from; node < to; node++) {
      int place = at + node - from;
      tree[place] = number;
      id[place] = node - from;
      leaf[place] = -1;
      feature[place] = flat.feature()[node];
      threshold[place] = flat.threshold()[node];
      below[place] = child(flat.left()[node], from, to, firstLeaf);
      other[place] = child(flat.right()[node], from, to, firstLeaf);
      missingBelow[place] = flat.missingLeft()[node];
    }
    for (int l = 0; l <= to - from; l++) {
      int place = at + to - from + l;
      tree[place] = number;
      id[place] = to - from + l;
      leaf[place] = firstLeaf + l;
    }
  }

  private static int child(int reference, int from, int to, int firstLeaf) {
    return reference < 0 ? to - from + ~reference - firstLeaf : reference - from;
  }
}
