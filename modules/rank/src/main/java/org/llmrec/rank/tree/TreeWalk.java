package org.llmrec.rank.tree;

/** Goes down every tree, left side first, and expects to meet nodes and leaves in their order. */
final class TreeWalk {
  private final int nodes;
  private final int leaves;
  private int nextNode;
  private int nextLeaf;

  private TreeWalk(int nodes, int leaves) {
    this.nodes = nodes;
    this.leaves = leaves;
  }

  /**
   * Checks that the arrays are trees.
   *
   * @throws IllegalArgumentException if not, with the place
   */
  static void check(int[] roots, int[] left, int[] right, int leaves) {
    TreeWalk walk = new TreeWalk(left.length, leaves);
    // Right children that wait for their turn; never more than one for each level.
    int[] waiting = new int[Trees.MAX_DEPTH + 1];
    int[] depths = new int[Trees.MAX_DEPTH + 1];
    for (int tree = 0; tree < roots.length; tree++) {
      int held = 0;
      int at = roots[tree];
      int depth = 0;
      walk.meet(at, "the root of tree " + tree);
      while (true) {
        if (at >= 0) {
          if (++depth > Trees.MAX_DEPTH) {
            throw new IllegalArgumentException(
                "expected at most "
                    + Trees.MAX_DEPTH
                    + " splits from root to leaf, found more in tree "
                    + tree);
          }
          waiting[held] = at;
          depths[held++] = depth;
          walk.meet(left[at], "the left child of node " + at);
          at = left[at];
        } else if (held > 0) {
          int parent = waiting[--held];
          depth = depths[held];
          walk.meet(right[parent], "the right child of node " + parent);
          at = right[parent];
        } else {
          break;
        }
      }
    }
    if (walk.nextNode != walk.nodes || walk.nextLeaf != leaves) {
      throw new IllegalArgumentException(
          "expected a parent for each of "
              + walk.nodes
              + " nodes and "
              + leaves
              + " leaves, found one for "
              + walk.nextNode
              + " and "
              + walk.nextLeaf);
    }
  }

  private void meet(int reference, String what) {
    boolean leaf = reference < 0;
    int number = leaf ? ~reference : reference;
    int next = leaf ? nextLeaf : nextNode;
    int count = leaf ? leaves : nodes;
    String kind = leaf ? "leaf " : "node ";
    if (number >= count) {
      throw new IllegalArgumentException(
          "expected "
              + what
              + " among "
              + count
              + (leaf ? " leaves" : " nodes")
              + ", found "
              + kind
              + number);
    }
    if (number < next) {
      throw new IllegalArgumentException(
          "expected "
              + what
              + " to be "
              + kind
              + next
              + ", found "
              + kind
              + number
              + ", which has a parent already: a cycle, or two ways to one place");
    }
    if (number > next) {
      throw new IllegalArgumentException(
          "expected "
              + what
              + " to be "
              + kind
              + next
              + ", found "
              + kind
              + number
              + ", out of order");
    }
    if (leaf) {
      nextLeaf++;
    } else {
      nextNode++;
    }
  }
}
