package org.llmrec.rank.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.rank.tree.TreeNode;
import org.llmrec.rank.tree.Trees;

class LeafRowsTest {
  /**
   * He et al.'s example: trees of two and three leaves, where the candidate lands in the second and
   * in the third, are 01|001.
   */
  private static final Trees TREES =
      Trees.of(
          1,
          0,
          List.of(
              new TreeNode.Split(0, 1, true, TreeNode.leaf(0, 1), TreeNode.leaf(0, 1)),
              new TreeNode.Split(
                  0,
                  1,
                  true,
                  TreeNode.leaf(0, 1),
                  new TreeNode.Split(0, 2, true, TreeNode.leaf(0, 1), TreeNode.leaf(0, 1)))));

  @Test
  void theRowsOfTheLeavesOfACandidateAreAddedUp() {
    float[] rows = {1, 10, 2, 20, 3, 30, 4, 40, 5, 50};
    LeafRows leaves = new LeafRows(TREES, 2, rows);
    assertArrayEquals(new double[] {2 + 5, 20 + 50}, leaves.sums(new float[] {7}));
    // s = 0.5 x + z0 + 2 relu(x - 60 + z1)
    ListNetwork network =
        new ListNetwork(
            new float[] {.5f},
            new float[] {1},
            new float[] {-60},
            new float[] {2},
            new float[0],
            Optional.of(leaves));
    float[] scores = new float[2];
    network.add(new float[][] {{7, 0}}, scores);
    assertArrayEquals(new float[] {3.5f + 7 + 2 * 17, 1 + 3}, scores);
  }

  /** The same as a network whose inputs are the features and a one-hot of every leaf. */
  @Test
  void aNetworkWithTreesIsAWiderOneOverOneHotLeaves() {
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int features = 1 + random.nextInt(6);
      int hidden = random.nextInt(5);
      ListNetwork network =
          RandomRanker.trees(
              new ListNetwork(
                  RandomRanker.numbers(random, features),
                  RandomRanker.numbers(random, features * hidden),
                  RandomRanker.numbers(random, hidden),
                  RandomRanker.numbers(random, hidden)),
              random);
      int n = 1 + random.nextInt(300);
      float[][] columns = new float[features][];
      for (int f = 0; f < features; f++) {
        columns[f] = RandomRanker.numbers(random, n);
      }
      float[] scores = new float[n];
      network.add(columns, scores);
      for (int i = 0; i < n; i++) {
        float[] row = new float[features];
        for (int f = 0; f < features; f++) {
          row[f] = columns[f][i];
        }
        double expected = naive(network, row);
        assertEquals(expected, scores[i], 1e-4 * Math.max(1, Math.abs(expected)), "seed " + seed);
        assertEquals(expected, network.score(network.inputs(row)), 1e-5, "seed " + seed);
      }
    }
  }

  private static double naive(ListNetwork network, float[] row) {
    LeafRows leaves = network.leaves().orElseThrow();
    int count = leaves.trees().leafCount();
    float[] oneHot = new float[count];
    int[] landed = new int[leaves.trees().size()];
    leaves.trees().leaves(row, landed);
    for (int leaf : landed) {
      oneHot[leaf] = 1;
    }
    double score = 0;
    for (int f = 0; f < row.length; f++) {
      score += network.direct()[f] * row[f];
    }
    for (int leaf = 0; leaf < count; leaf++) {
      score += oneHot[leaf] * leaves.rows()[leaf * leaves.width()];
    }
    for (int h = 0; h < network.out().length; h++) {
      double sum = network.bias()[h];
      for (int f = 0; f < row.length; f++) {
        sum += network.weight()[h * row.length + f] * row[f];
      }
      for (int leaf = 0; leaf < count; leaf++) {
        sum += oneHot[leaf] * leaves.rows()[leaf * leaves.width() + 1 + h];
      }
      score += network.out()[h] * Math.max(0, sum);
    }
    return score;
  }

  @Test
  void rowsThatAreNotThoseOfTheTreesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LeafRows(TREES, 2, new float[9]));
    LeafRows wide = new LeafRows(TREES, 3, new float[15]);
    float[] one = {1};
    assertThrows(
        IllegalArgumentException.class,
        () -> new ListNetwork(one, one, one, one, one, Optional.of(wide)));
  }
}
