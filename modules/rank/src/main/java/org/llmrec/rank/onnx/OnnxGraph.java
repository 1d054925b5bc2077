package org.llmrec.rank.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.llmrec.rank.tree.TreeNodes;

/**
 * An ONNX graph of 32-bit floats that is put together node by node: opset 17, IR 8. Its matrices
 * have K rows, and K is open. Equal graphs give equal bytes. For one thread.
 */
public final class OnnxGraph {
  private static final int IR = 8;
  private static final int OPSET = 17;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int INT_ATTRIBUTE = 2;
  private static final String AXES = "axes";
  private static final String TREE_DOMAIN = "ai.onnx.ml";
  private static final int TREE_VERSION = 3;

  private final String name;
  private final List<Consumer<ProtoWriter>> nodes = new ArrayList<>();
  private final List<Consumer<ProtoWriter>> constants = new ArrayList<>();
  private final List<Consumer<ProtoWriter>> inputs = new ArrayList<>();
  private final List<Consumer<ProtoWriter>> outputs = new ArrayList<>();
  private boolean squeezes;
  private boolean trees;

  /** An empty one of this name. */
  public OnnxGraph(String name) {
    this.name = name;
  }

  /** An input {@code [1, width]}. */
  public void row(String input, int width) {
    inputs.add(value(input, one -> one.number(1, 1), width));
  }

  /** An input {@code [K, width]}. */
  public void rows(String input, int width) {
    inputs.add(value(input, OnnxGraph::open, width));
  }

  /** A constant of this shape; the values are not copied. */
  public String constant(String constant, float[] values, int... shape) {
    constants.add(
        tensor -> {
          for (int length : shape) {
            tensor.number(1, length);
          }
          tensor.number(2, FLOAT).text(8, constant).floats(9, values);
        });
    return constant;
  }

  /**
   * A node {@code x Wᵀ + c}.
   *
   * @param output its name, which is returned
   * @param weight {@code W}, {@code [out, in]}
   * @param c the name of what is added
   */
  public String gemm(String output, String x, float[] weight, int out, String c) {
    constant(output + "_weight", weight, out, weight.length / out);
    nodes.add(
        node ->
            node.text(1, x)
                .text(1, output + "_weight")
                .text(1, c)
                .text(2, output)
                .text(4, "Gemm")
                .below(
                    5, transB -> transB.text(1, "transB").number(3, 1).number(20, INT_ATTRIBUTE)));
    return output;
  }

  /**
   * Nodes that put a number in the place of NaN.
   *
   * @param output its name, which is returned
   * @param values by column of {@code x}
   */
  public String filled(String output, String x, float[] values) {
    constant(output + "_values", values, values.length);
    node("IsNaN", output + "_gaps", x);
    node("Where", output, output + "_gaps", output + "_values", x);
    return output;
  }

  /** A node of the positive part of {@code x}; its name is returned. */
  public String relu(String output, String x) {
    node("Relu", output, x);
    return output;
  }

  /**
   * A node that adds up rows of numbers, one for each leaf that a row of {@code x} lands in: {@code
   * TreeEnsembleRegressor} of {@code ai.onnx.ml}, version 3. NaN in {@code x} is missing.
   *
   * @param output its name, which is returned; {@code [K, width]}
   * @param rows {@code [leaves, width]}
   */
  public String leafSums(String output, String x, TreeNodes forest, float[] rows, int width) {
    trees = true;
    nodes.add(
        node -> {
          node.text(1, x).text(2, output).text(4, "TreeEnsembleRegressor").text(7, TREE_DOMAIN);
          TreeAttributes.write(node, forest, rows, width);
        });
    return output;
  }

  /** An output {@code [K]}, of an {@code x} of shape {@code [K, 1]}. */
  public void scores(String output, String x) {
    if (!squeezes) {
      squeezes = true;
      constants.add(
          tensor ->
              tensor
                  .number(1, 1)
                  .number(2, INT64)
                  .text(8, AXES)
                  .bytes(9, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}));
    }
    node("Squeeze", output, x, AXES);
    outputs.add(value(output, OnnxGraph::open, 0));
  }

  /** The file's content. */
  public byte[] bytes() {
    return ProtoWriter.message(
        model -> {
          model
              .number(1, IR)
              .text(2, "llmrec")
              .below(7, this::graph)
              .below(8, opset -> opset.number(2, OPSET));
          if (trees) {
            model.below(8, opset -> opset.text(1, TREE_DOMAIN).number(2, TREE_VERSION));
          }
        });
  }

  private void graph(ProtoWriter graph) {
    nodes.forEach(node -> graph.below(1, node));
    graph.text(2, name);
    constants.forEach(tensor -> graph.below(5, tensor));
    inputs.forEach(input -> graph.below(11, input));
    outputs.forEach(output -> graph.below(12, output));
  }

  private void node(String type, String output, String... from) {
    nodes.add(
        node -> {
          for (String in : from) {
            node.text(1, in);
          }
          node.text(2, output).text(4, type);
        });
  }

  private static void open(ProtoWriter dimension) {
    dimension.text(2, "K");
  }

  /** A vector where {@code width} is 0, otherwise a matrix. */
  private static Consumer<ProtoWriter> value(String name, Consumer<ProtoWriter> rows, int width) {
    Consumer<ProtoWriter> shape =
        dims -> {
          dims.below(1, rows);
          if (width > 0) {
            dims.below(1, columns -> columns.number(1, width));
          }
        };
    return value ->
        value
            .text(1, name)
            .below(2, type -> type.below(1, tensor -> tensor.number(1, FLOAT).below(2, shape)));
  }
}
