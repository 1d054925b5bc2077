package org.llmrec.rank.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreesTest {
  /** He et al. 2014, figure 1: one tree with 2 leaves and one with 3. */
  private static final List<TreeNode> PAPER =
      List.of(
          new TreeNode.Split(0, 0, true, TreeNode.leaf(-1, 1), TreeNode.leaf(1, 1)),
          new TreeNode.Split(
              1,
              0,
              true,
              TreeNode.leaf(.25, 1),
              new TreeNode.Split(0, 5, false, TreeNode.leaf(.5, 1), TreeNode.leaf(.75, 1))));

  @Test
  void leavesEncodeAsThePaperSays() {
    Trees trees = Trees.of(2, 10, PAPER);
    int[] leaves = new int[2];
    trees.leaves(new float[] {7, 7}, leaves);
    char[] bits = "0".repeat(trees.leafCount()).toCharArray();
    for (int leaf : leaves) {
      bits[leaf] = '1';
    }
    assertEquals("01001", new String(bits));
    assertEquals(11.75f, trees.score(new float[] {7, 7}));
    assertEquals(.75f, trees.leafValue(leaves[1]));
  }

  @Test
  void aThresholdBelongsToTheRightAndWhatIsMissingGoesWhereTheSplitSays() {
    Trees trees = Trees.of(2, 0, PAPER);
    assertEquals(1.25f, trees.score(new float[] {0, -1}));
    assertEquals(-.75f, trees.score(new float[] {Float.NaN, Float.NaN}));
    assertEquals(-.25f, trees.score(new float[] {Float.NaN, 0}));
  }

  @Test
  void agreesWithTheDefinition() {
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      int features = random.nextInt(1, 6);
      List<TreeNode> forest = RandomTrees.forest(random, random.nextInt(6), features, 6);
      Trees trees = Trees.of(features, random.nextInt(9) / 4f, forest);
      int count = random.nextInt(300);
      float[] rows = new float[count * features];
      float[] expected = new float[count];
      int[] expectedLeaves = new int[count * forest.size()];
      for (int row = 0; row < count; row++) {
        float[] one = RandomTrees.row(random, features);
        System.arraycopy(one, 0, rows, row * features, features);
        float sum = trees.base();
        int offset = 0;
        for (int tree = 0; tree < forest.size(); tree++) {
          List<TreeNode.Leaf> all = new ArrayList<>();
          RandomTrees.leaves(forest.get(tree), all);
          TreeNode.Leaf leaf = RandomTrees.land(forest.get(tree), one);
          sum += leaf.value();
          expectedLeaves[row * forest.size() + tree] = offset + identity(all, leaf);
          offset += all.size();
        }
        expected[row] = sum;
        assertEquals(sum, trees.score(one), "seed " + seed + " round " + round);
        int[] leaves = new int[forest.size()];
        trees.leaves(one, leaves);
        for (int tree = 0; tree < leaves.length; tree++) {
          assertEquals(expectedLeaves[row * forest.size() + tree], leaves[tree]);
        }
      }
      float[] scores = new float[count];
      trees.score(rows, count, scores);
      assertArrayEquals(expected, scores, "seed " + seed + " round " + round);
      int[] leaves = new int[expectedLeaves.length];
      trees.leaves(rows, count, leaves);
      assertArrayEquals(expectedLeaves, leaves, "seed " + seed + " round " + round);
    }
  }

  @Test
  void noTreesAndATreeOfOneLeafAreForests() {
    Trees none = Trees.of(1, 3, List.of());
    assertEquals(3, none.score(new float[] {1}));
    assertEquals(0, none.leafCount());
    Trees one = Trees.of(1, 3, List.of(TreeNode.leaf(.5, 7)));
    assertEquals(3.5f, one.score(new float[] {Float.NaN}));
    assertEquals(one, Trees.of(1, 3, List.of(TreeNode.leaf(.5, 7))));
  }

  @Test
  void scoringAllocatesNothing() {
    SplittableRandom random = new SplittableRandom(12);
    Trees trees = Trees.of(8, 0, RandomTrees.forest(random, 40, 8, 6));
    int count = 1_000;
    float[] rows = new float[count * 8];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextInt(5) / 4f;
    }
    float[] scores = new float[count];
    int[] leaves = new int[count * trees.size()];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      trees.score(rows, count, scores);
      trees.leaves(rows, count, leaves);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  @Test
  void whatIsNoForestIsRefused() {
    assertRefused("a feature from 0 to 1", 2, new TreeNode.Split(2, 0, true, leaf(), leaf()));
    assertRefused("a feature from 0 to 1", 2, new TreeNode.Split(-1, 0, true, leaf(), leaf()));
    assertRefused("threshold", 2, new TreeNode.Split(0, Float.NaN, true, leaf(), leaf()));
    assertRefused("value of leaf 0", 2, TreeNode.leaf(Double.POSITIVE_INFINITY, 1));
    assertRefused("cover", 2, TreeNode.leaf(0, -1));
    assertRefused("cover", 2, TreeNode.leaf(0, Double.NaN));
    assertRefused("1 feature or more", 0, leaf());
    TreeNode deep = leaf();
    for (int n = 0; n < Trees.MAX_DEPTH; n++) {
      deep = new TreeNode.Split(0, n, true, deep, leaf());
    }
    TreeNode deepest = deep;
    assertEquals(Trees.MAX_DEPTH + 1, Trees.of(1, 0, List.of(deepest)).leafCount());
    assertRefused("512 splits", 1, new TreeNode.Split(0, 1, true, leaf(), deepest));
  }

  @Test
  void rowsOfAnotherWidthAreRefused() {
    Trees trees = Trees.of(2, 0, PAPER);
    float[] three = new float[3];
    assertThrows(IllegalArgumentException.class, () -> trees.score(three));
    assertThrows(IllegalArgumentException.class, () -> trees.score(three, 2, new float[2]));
    assertThrows(IllegalArgumentException.class, () -> trees.score(three, 1, new float[0]));
    assertThrows(IllegalArgumentException.class, () -> trees.leaves(three, 1, new int[1]));
    assertThrows(IllegalArgumentException.class, () -> trees.leaves(new float[2], new int[3]));
    assertThrows(IllegalArgumentException.class, () -> new TreeShap(trees).contributions(three));
  }

  private static int identity(List<TreeNode.Leaf> all, TreeNode.Leaf leaf) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) == leaf) {
        return i;
      }
    }
    throw new AssertionError("a leaf of another tree");
  }

  private static TreeNode leaf() {
    return TreeNode.leaf(1, 1);
  }

  private static void assertRefused(String part, int features, TreeNode tree) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Trees.of(features, 0, List.of(tree)))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
