package org.llmrec.rank.onnx;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.llmrec.rank.tree.TreeNodes;

/** The attributes of a node that adds up rows of leaves, in ONNX's wire format. */
final class TreeAttributes {
  private static final int FLOATS = 6;
  private static final int INTS = 7;
  private static final int STRINGS = 8;
  private static final int INT = 2;

  private TreeAttributes() {}

  /**
   * Writes them.
   *
   * @param rows {@code [leaves, width]}
   */
  static void write(ProtoWriter node, TreeNodes trees, float[] rows, int width) {
    ints(node, "nodes_treeids", trees.tree());
    ints(node, "nodes_nodeids", trees.id());
    ints(node, "nodes_featureids", trees.feature());
    floats(node, "nodes_values", trees.threshold());
    ints(node, "nodes_truenodeids", trees.below());
    ints(node, "nodes_falsenodeids", trees.other());
    ints(node, "nodes_missing_value_tracks_true", trees.missingBelow());
    node.below(
        5,
        modes -> {
          modes.text(1, "nodes_modes");
          for (int leaf : trees.leaf()) {
            modes.text(9, leaf < 0 ? "BRANCH_LT" : "LEAF");
          }
          modes.number(20, STRINGS);
        });
    int[] leaves =
        IntStream.range(0, trees.leaf().length).filter(at -> trees.leaf()[at] >= 0).toArray();
    ints(node, "target_treeids", repeated(leaves, trees.tree(), width));
    ints(node, "target_nodeids", repeated(leaves, trees.id(), width));
    ints(
        node,
        "target_ids",
        IntStream.range(0, leaves.length * width).map(i -> i % width).toArray());
    // Leaves are numbered in the order of their nodes.
    floats(node, "target_weights", rows);
    node.below(5, targets -> targets.text(1, "n_targets").number(3, width).number(20, INT));
  }

  private static int[] repeated(int[] places, int[] values, int times) {
    return Arrays.stream(places)
        .flatMap(place -> IntStream.generate(() -> values[place]).limit(times))
        .toArray();
  }

  private static void ints(ProtoWriter node, String name, int[] values) {
    node.below(
        5,
        attribute -> {
          attribute.text(1, name);
          for (int value : values) {
            attribute.number(8, value);
          }
          attribute.number(20, INTS);
        });
  }

  private static void floats(ProtoWriter node, String name, float[] values) {
    node.below(5, attribute -> attribute.text(1, name).floats(7, values).number(20, FLOATS));
  }
}
