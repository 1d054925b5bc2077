package org.llmrec.rank.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.rank.tensor.SafeTensors;
import org.llmrec.rank.tensor.Tensor;

class TreeTensorsTest {
  private static final Path FILE = Path.of("weights.safetensors");

  @Test
  void aForestComesBackFromItsFile(@TempDir Path folder) throws IOException {
    long seed = 21;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      Trees trees = Trees.of(4, 1.5f, RandomTrees.forest(random, round, 4, 5));
      Path file = folder.resolve("trees-" + round + ".safetensors");
      SafeTensors.write(file, TreeTensors.of(trees, "trees."));
      assertEquals(
          trees,
          TreeTensors.read(file, SafeTensors.read(file), "trees."),
          "seed " + seed + " round " + round);
    }
  }

  @Test
  void aCycleIsRefused() {
    assertRefused("a cycle", t -> ints(t, "right")[1] = 0);
    assertRefused("a cycle", t -> ints(t, "left")[0] = 0);
    assertRefused("a cycle", t -> ints(t, "roots")[1] = 0);
    assertRefused("a cycle", t -> ints(t, "right")[0] = ~1);
  }

  @Test
  void aChildOutOfRangeIsRefused() {
    assertRefused(
        "expected the left child of node 1 among 5 leaves, found leaf 99",
        t -> ints(t, "left")[1] = ~99);
    assertRefused(
        "expected the right child of node 0 among 3 nodes, found node 3",
        t -> ints(t, "right")[0] = 3);
    assertRefused("found node 2147483647", t -> ints(t, "right")[0] = Integer.MAX_VALUE);
    assertRefused("found leaf 2147483647", t -> ints(t, "right")[0] = Integer.MIN_VALUE);
    assertRefused("the root of tree 1", t -> ints(t, "roots")[1] = 7);
  }

  @Test
  void anotherOrderOfNodesIsRefused() {
    assertRefused("out of order", t -> ints(t, "left")[0] = 2);
    assertRefused(
        "a parent for each of 3 nodes and 5 leaves, found one for 2 and 3",
        t -> t.put("trees.roots", Tensor.Ints.vector(new int[] {0})));
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    assertRefused("threshold of node 1", t -> floats(t, "threshold")[1] = Float.NaN);
    assertRefused("a feature from 0 to 2 at node 2, found 3", t -> ints(t, "feature")[2] = 3);
    assertRefused("found -1", t -> ints(t, "feature")[2] = -1);
    assertRefused("value of leaf 4", t -> floats(t, "value")[4] = Float.NEGATIVE_INFINITY);
    assertRefused("cover of 0 or more of leaf 0", t -> floats(t, "cover")[0] = -1);
    assertRefused("1 (left) or 0 (right)", t -> ints(t, "missing-left")[0] = 2);
    assertRefused("the base score", t -> floats(t, "base")[0] = Float.NaN);
    assertRefused("1 feature or more", t -> ints(t, "shape")[0] = 0);
  }

  @Test
  void tensorsOfAnotherKindAreRefused() {
    assertRefused(
        "tensor trees.left as a vector of I32, found no such tensor", t -> t.remove("trees.left"));
    assertRefused(
        "tensor trees.left as a vector of I32, found F32[3]",
        t -> t.put("trees.left", Tensor.Floats.vector(new float[3])));
    assertRefused(
        "tensor trees.value as a vector of F32, found F32[5, 1]",
        t -> t.put("trees.value", Tensor.Floats.matrix(5, 1, new float[5])));
    assertRefused(
        "arrays of one length", t -> t.put("trees.cover", Tensor.Floats.vector(new float[4])));
    assertRefused(
        "arrays of one length", t -> t.put("trees.right", Tensor.Ints.vector(new int[2])));
    assertRefused("1 number in each", t -> t.put("trees.base", Tensor.Floats.vector(new float[2])));
  }

  private static int[] ints(Map<String, Tensor> tensors, String name) {
    return ((Tensor.Ints) tensors.get("trees." + name)).values();
  }

  private static float[] floats(Map<String, Tensor> tensors, String name) {
    return ((Tensor.Floats) tensors.get("trees." + name)).values();
  }

  /** Two trees, of two splits and of one. */
  private static void assertRefused(String part, Consumer<Map<String, Tensor>> damage) {
    TreeNode stump = new TreeNode.Split(2, 0, true, TreeNode.leaf(1, 1), TreeNode.leaf(2, 1));
    Trees trees =
        Trees.of(3, 0, List.of(new TreeNode.Split(0, 1, false, stump, TreeNode.leaf(3, 1)), stump));
    Map<String, Tensor> tensors = new HashMap<>(TreeTensors.of(trees, "trees."));
    damage.accept(tensors);
    String message =
        assertThrows(CorruptFileException.class, () -> TreeTensors.read(FILE, tensors, "trees."))
            .getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.startsWith(FILE + ": expected "), message);
  }
}
