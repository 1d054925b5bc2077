package org.llmrec.rank.tree;

/**
 * The way of rows down trees, eight rows side by side and without a branch that depends on them: a
 * processor guesses such branches wrong half of the time. A leaf leads to itself, so that all rows
 * take as many steps as the tree is high. Immutable, hence thread-safe; allocates nothing.
 *
 * <p>Nodes and leaves lie in one array, eight numbers each: the feature, the bits of the threshold,
 * where to go if the feature is not below it, if it is, if it is missing (twice), the bits of the
 * value and the number of the leaf.
 */
final class TreeKernel {
  private static final int STRIDE = 8;
  private static final int THRESHOLD = 1;
  private static final int WAYS = 2;
  private static final int VALUE = 6;
  private static final int LEAF = 7;

  /** How many rows go side by side. */
  private static final int LANES = 8;

  /** Rows that pass one tree before the next one's turn: they stay in the cache. */
  private static final int BLOCK = 128;

  private static final int INFINITY_BITS = 0x7f800000;

  private final int width;
  private final int[] nodes;
  private final int[] roots;
  private final int[] heights;

  TreeKernel(FlatTrees flat) {
    int splits = flat.feature().length;
    int leaves = flat.value().length;
    this.width = flat.features();
    this.nodes = new int[Math.multiplyExact(STRIDE, Math.addExact(splits, leaves))];
    int[] height = new int[splits + leaves];
    for (int leaf = 0; leaf < leaves; leaf++) {
      int at = STRIDE * (splits + leaf);
      for (int way = WAYS; way < VALUE; way++) {
        nodes[at + way] = at;
      }
      nodes[at + VALUE] = Float.floatToRawIntBits(flat.value()[leaf]);
      nodes[at + LEAF] = leaf;
    }
    // Children come after their parents, so that backwards every node finds its own ready.
    for (int node = splits - 1; node >= 0; node--) {
      int left = place(flat.left()[node], splits);
      int right = place(flat.right()[node], splits);
      int missing = flat.missingLeft()[node] == 1 ? left : right;
      float threshold = flat.threshold()[node];
      int at = STRIDE * node;
      nodes[at] = flat.feature()[node];
      // Less than: the difference has a minus sign. Of zeros only that from -0 never has.
      nodes[at + THRESHOLD] = Float.floatToRawIntBits(threshold == 0 ? -0f : threshold);
      nodes[at + WAYS] = STRIDE * right;
      nodes[at + WAYS + 1] = STRIDE * left;
      nodes[at + WAYS + 2] = STRIDE * missing;
      nodes[at + WAYS + 3] = STRIDE * missing;
      height[node] = 1 + Math.max(height[left], height[right]);
    }
    this.roots = new int[flat.roots().length];
    this.heights = new int[roots.length];
    for (int tree = 0; tree < roots.length; tree++) {
      int root = place(flat.roots()[tree], splits);
      roots[tree] = STRIDE * root;
      heights[tree] = height[root];
    }
  }

  /** Adds the values of all trees to {@code scores}, those of the first first. */
  void add(float[] rows, int count, float[] scores) {
    run(rows, count, scores, null);
  }

  /** Writes the leaves, {@code [count, trees]}. */
  void land(float[] rows, int count, int[] leaves) {
    run(rows, count, null, leaves);
  }

  private void run(float[] rows, int count, float[] scores, int[] leaves) {
    for (int start = 0; start < count; start += BLOCK) {
      int end = Math.min(count, start + BLOCK);
      for (int tree = 0; tree < roots.length; tree++) {
        int row = start;
        for (; row + LANES <= end; row += LANES) {
          eight(tree, rows, row, scores, leaves);
        }
        for (; row < end; row++) {
          int at = roots[tree];
          for (int level = heights[tree]; level > 0; level--) {
            at = step(rows, row * width, at);
          }
          end(tree, row, at, scores, leaves);
        }
      }
    }
  }

  private void eight(int tree, float[] rows, int row, float[] scores, int[] leaves) {
    int root = roots[tree];
    int from = row * width;
    int a = root;
    int b = root;
    int c = root;
    int d = root;
    int e = root;
    int f = root;
    int g = root;
    int h = root;
    for (int level = heights[tree]; level > 0; level--) {
      a = step(rows, from, a);
      b = step(rows, from + width, b);
      c = step(rows, from + 2 * width, c);
      d = step(rows, from + 3 * width, d);
      e = step(rows, from + 4 * width, e);
      f = step(rows, from + 5 * width, f);
      g = step(rows, from + 6 * width, g);
      h = step(rows, from + 7 * width, h);
    }
    end(tree, row, a, scores, leaves);
    end(tree, row + 1, b, scores, leaves);
    end(tree, row + 2, c, scores, leaves);
    end(tree, row + 3, d, scores, leaves);
    end(tree, row + 4, e, scores, leaves);
    end(tree, row + 5, f, scores, leaves);
    end(tree, row + 6, g, scores, leaves);
    end(tree, row + 7, h, scores, leaves);
  }

  private int step(float[] rows, int from, int at) {
    float distance = rows[from + nodes[at]] - Float.intBitsToFloat(nodes[at + THRESHOLD]);
    int bits = Float.floatToRawIntBits(distance);
    int below = bits >>> 31;
    // NaN alone has bits beyond those of infinity.
    int missing = (INFINITY_BITS - (bits & Integer.MAX_VALUE)) >>> 31;
    return nodes[at + WAYS + (below | missing << 1)];
  }

  private void end(int tree, int row, int at, float[] scores, int[] leaves) {
    if (leaves == null) {
      scores[row] += Float.intBitsToFloat(nodes[at + VALUE]);
    } else {
      leaves[row * roots.length + tree] = nodes[at + LEAF];
    }
  }

  private static int place(int reference, int splits) {
    return reference < 0 ? splits + ~reference : reference;
  }
}
