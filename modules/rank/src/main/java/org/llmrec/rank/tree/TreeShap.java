package org.llmrec.rank.tree;

/**
 * What every feature of a row added to its score: exact Shapley values by TreeSHAP (Lundberg, Erion
 * and Lee, Consistent Individualized Feature Attribution for Tree Ensembles, 2018, algorithm 2),
 * path-dependent. What a tree says when a feature is not known is the mean of both ways, weighted
 * by the training weight that went there ({@link TreeNode.Leaf#cover}).
 *
 * <p>The contributions of a row add up to its score less {@link #baseline()}, which is the mean
 * score over the training weight: within 1e-5 of the size of the leaf values, as sums are kept in
 * 64 bits here and in 32 bits in {@link Trees#score(float[])}. A feature that no tree asks for has
 * 0. The time for a row grows with the leaves times the square of the depth.
 *
 * <p>Immutable, hence thread-safe.
 */
public final class TreeShap {
  private final FlatTrees flat;

  /** By node, the share of its training weight that went left. */
  private final double[] leftShare;

  private final int deepest;
  private final double baseline;

  /** For a forest. */
  public TreeShap(Trees trees) {
    this.flat = trees.flat();
    int nodes = flat.feature().length;
    this.leftShare = new double[nodes];
    double[] covers = new double[nodes];
    double[] means = new double[nodes];
    int[] heights = new int[nodes];
    // Children come after their parents, so that backwards every node finds its own ready.
    for (int node = nodes - 1; node >= 0; node--) {
      int left = flat.left()[node];
      int right = flat.right()[node];
      double leftCover = of(left, covers, flat.cover());
      covers[node] = leftCover + of(right, covers, flat.cover());
      leftShare[node] = covers[node] > 0 ? leftCover / covers[node] : 0.5;
      means[node] =
          leftShare[node] * of(left, means, flat.value())
              + (1 - leftShare[node]) * of(right, means, flat.value());
      heights[node] = 1 + Math.max(left < 0 ? 0 : heights[left], right < 0 ? 0 : heights[right]);
    }
    double sum = flat.base();
    int most = 0;
    for (int root : flat.roots()) {
      sum += of(root, means, flat.value());
      most = Math.max(most, root < 0 ? 0 : heights[root]);
    }
    this.baseline = sum;
    this.deepest = most;
  }

  /** The score that contributions count from: the mean over the training weight. */
  public double baseline() {
    return baseline;
  }

  /**
   * Splits the score of a row.
   *
   * @param row {@code [features]}, NaN where missing: that it is missing is what is explained
   * @return {@code [features]}, fresh
   * @throws IllegalArgumentException if the row is shorter or longer
   */
  public double[] contributions(float[] row) {
    if (row.length != flat.features()) {
      throw new IllegalArgumentException(
          "expected " + flat.features() + " numbers in a row, found " + row.length);
    }
    double[] contributions = new double[row.length];
    ShapPath path = new ShapPath(deepest);
    for (int root : flat.roots()) {
      walk(root, row, path, 0, 0, 1, 1, -1, contributions);
    }
    return contributions;
  }

  /**
   * Goes down from a node or leaf.
   *
   * @param level how many splits lie above it
   * @param length how many features the path of the level above holds
   * @param zero the share of training weight that comes this way when {@code feature} is unknown
   * @param one 1 if the row's value of {@code feature} leads here, else 0
   * @param feature that the split above asked for
   */
  private void walk(
      int at,
      float[] row,
      ShapPath path,
      int level,
      int length,
      double zero,
      double one,
      int feature,
      double[] contributions) {
    if (zero == 0 && one == 0) {
      return; // Nobody ever comes here, whatever is known.
    }
    path.extend(level, length, zero, one, feature);
    int held = length + 1;
    if (at < 0) {
      double value = flat.value()[~at];
      for (int i = 1; i < held; i++) {
        contributions[path.feature(level, i)] +=
            path.unwoundSum(level, held, i) * (path.one(level, i) - path.zero(level, i)) * value;
      }
      return;
    }
    int asked = flat.feature()[at];
    double zeroAbove = 1;
    double oneAbove = 1;
    int earlier = path.find(level, held, asked);
    if (earlier > 0) {
      zeroAbove = path.zero(level, earlier);
      oneAbove = path.one(level, earlier);
      path.unwind(level, held, earlier);
      held--;
    }
    boolean goesLeft = flat.goesLeft(at, row[asked]);
    double share = leftShare[at];
    path.copyDown(level, held);
    walk(
        flat.left()[at],
        row,
        path,
        level + 1,
        held,
        zeroAbove * share,
        goesLeft ? oneAbove : 0,
        asked,
        contributions);
    path.copyDown(level, held);
    walk(
        flat.right()[at],
        row,
        path,
        level + 1,
        held,
        zeroAbove * (1 - share),
        goesLeft ? 0 : oneAbove,
        asked,
        contributions);
  }

  private static double of(int reference, double[] nodes, float[] leaves) {
    return reference < 0 ? leaves[~reference] : nodes[reference];
  }
}
