package org.llmrec.rank.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreeShapTest {

  @Test
  void theHandCaseHolds() {
    // f = 4 where both are 1, else 0; a quarter of the weight in each corner. Alone, knowing that
    // one is 1 brings 1 (from 1 to 2), with the other known it brings 2 (from 2 to 4).
    TreeNode tree =
        new TreeNode.Split(
            0,
            1,
            true,
            TreeNode.leaf(0, 50),
            new TreeNode.Split(1, 1, true, TreeNode.leaf(0, 25), TreeNode.leaf(4, 25)));
    TreeShap shap = new TreeShap(Trees.of(3, 10, List.of(tree)));
    assertEquals(11, shap.baseline());
    assertArrayEquals(new double[] {1.5, 1.5, 0}, shap.contributions(new float[] {1, 1, 1}), 1e-12);
    assertArrayEquals(new double[] {-1.5, .5, 0}, shap.contributions(new float[] {0, 1, 1}), 1e-12);
  }

  @Test
  void agreesWithShapleyOverAllSets() {
    long seed = 31;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 150; round++) {
      int features = random.nextInt(1, 6);
      List<TreeNode> forest = RandomTrees.forest(random, random.nextInt(4), features, 6);
      Trees trees = Trees.of(features, .5f, forest);
      TreeShap shap = new TreeShap(trees);
      float[] row = RandomTrees.row(random, features);
      double[] expected = shapley(forest, row);
      double[] found = shap.contributions(row);
      String where = "seed " + seed + " round " + round;
      assertArrayEquals(expected, found, 1e-9, where);
      assertEquals(trees.score(row), shap.baseline() + Arrays.stream(found).sum(), 1e-5, where);
    }
  }

  @Test
  void manyDeepTreesStillAddUp() {
    long seed = 32;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 5; round++) {
      int features = 40;
      List<TreeNode> forest = new ArrayList<>();
      for (int t = 0; t < 100; t++) {
        // A chain: every split has a leaf on one side.
        TreeNode at = TreeNode.leaf(random.nextDouble(), 1);
        for (int n = 0; n < 30; n++) {
          TreeNode leaf = TreeNode.leaf(random.nextDouble() / 10, random.nextInt(1, 1_000));
          boolean left = random.nextBoolean();
          at =
              new TreeNode.Split(
                  random.nextInt(features),
                  random.nextInt(5) / 4f,
                  random.nextBoolean(),
                  left ? at : leaf,
                  left ? leaf : at);
        }
        forest.add(at);
      }
      Trees trees = Trees.of(features, 0, forest);
      TreeShap shap = new TreeShap(trees);
      float[] row = RandomTrees.row(random, features);
      double sum = shap.baseline() + Arrays.stream(shap.contributions(row)).sum();
      assertEquals(trees.score(row), sum, 1e-5, "seed " + seed + " round " + round);
    }
  }

  /** By the definition: the mean over all orders, as a weighted sum over all sets. */
  private static double[] shapley(List<TreeNode> forest, float[] row) {
    int n = row.length;
    double[] values = new double[1 << n];
    for (int set = 0; set < values.length; set++) {
      for (TreeNode tree : forest) {
        values[set] += known(tree, row, set);
      }
    }
    double[] contributions = new double[n];
    for (int feature = 0; feature < n; feature++) {
      for (int set = 0; set < values.length; set++) {
        if ((set >> feature & 1) == 0) {
          int size = Integer.bitCount(set);
          double weight = factorial(size) * factorial(n - size - 1) / factorial(n);
          contributions[feature] += weight * (values[set | 1 << feature] - values[set]);
        }
      }
    }
    return contributions;
  }

  /** What a tree says when only the features of the set are known. */
  private static double known(TreeNode at, float[] row, int set) {
    return switch (at) {
      case TreeNode.Leaf leaf -> leaf.value();
      case TreeNode.Split split -> {
        double left = known(split.left(), row, set);
        double right = known(split.right(), row, set);
        if ((set >> split.feature() & 1) == 1) {
          float x = row[split.feature()];
          yield (Float.isNaN(x) ? split.missingLeft() : x < split.threshold()) ? left : right;
        }
        double l = cover(split.left());
        double r = cover(split.right());
        yield l + r == 0 ? (left + right) / 2 : (l * left + r * right) / (l + r);
      }
    };
  }

  private static double cover(TreeNode at) {
    List<TreeNode.Leaf> leaves = new ArrayList<>();
    RandomTrees.leaves(at, leaves);
    return leaves.stream().mapToDouble(TreeNode.Leaf::cover).sum();
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }
}
