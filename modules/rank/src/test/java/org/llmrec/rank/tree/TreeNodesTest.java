package org.llmrec.rank.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreeNodesTest {
  /** From every tree's first node by ids alone, as another engine goes. */
  @Test
  void whoGoesFromNodeToNodeLandsInTheSameLeaves() {
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int features = 1 + random.nextInt(4);
      Trees trees =
          Trees.of(features, 0, RandomTrees.forest(random, random.nextInt(7), features, 5));
      TreeNodes nodes = TreeNodes.of(trees);
      for (int r = 0; r < 20; r++) {
        float[] row = RandomTrees.row(random, features);
        int[] expected = new int[trees.size()];
        trees.leaves(row, expected);
        int[] found = new int[trees.size()];
        for (int tree = 0; tree < found.length; tree++) {
          found[tree] = land(nodes, tree, row);
        }
        assertArrayEquals(expected, found, "seed " + seed);
      }
    }
  }

  private static int land(TreeNodes nodes, int tree, float[] row) {
    int id = 0;
    while (true) {
      int at = place(nodes, tree, id);
      if (nodes.leaf()[at] >= 0) {
        return nodes.leaf()[at];
      }
      float x = row[nodes.feature()[at]];
      boolean below = Float.isNaN(x) ? nodes.missingBelow()[at] == 1 : x < nodes.threshold()[at];
      id = below ? nodes.below()[at] : nodes.other()[at];
    }
  }

  private static int place(TreeNodes nodes, int tree, int id) {
    for (int at = 0; at < nodes.tree().length; at++) {
      if (nodes.tree()[at] == tree && nodes.id()[at] == id) {
        return at;
      }
    }
    throw new AssertionError("no node " + id + " of tree " + tree);
  }

  @Test
  void twoForestsAreOneWithTheLeavesOfTheSecondBehindThoseOfTheFirst() {
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int features = 1 + random.nextInt(4);
      List<TreeNode> one = RandomTrees.forest(random, random.nextInt(5), features, 4);
      List<TreeNode> other = RandomTrees.forest(random, random.nextInt(5), features, 4);
      List<TreeNode> all = new ArrayList<>(one);
      all.addAll(other);
      assertEquals(
          Trees.of(features, 0.75f, all),
          Trees.of(features, 0.25f, one).and(Trees.of(features, 0.5f, other)),
          "seed " + seed);
    }
    Trees narrow = Trees.of(1, 0, List.of());
    Trees wide = Trees.of(2, 0, List.of());
    assertThrows(IllegalArgumentException.class, () -> narrow.and(wide));
  }
}
