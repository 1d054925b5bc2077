package org.llmrec.rank.mlp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.rank.Dense;

/**
 * Writes a network as an ONNX file, which other engines run: opset 17, IR 8.
 *
 * <p>Inputs, all 32-bit floats: {@code user [1, U]}, {@code items [K, I]}, {@code features [K, F]};
 * one of width 0 is left out. Output: {@code scores [K]}. K is open. The graph adds up what the
 * first layer makes of each input, so that the user's part is computed once for all K; it gives
 * what {@link Mlp#forward} gives, but for rounding. Equal networks give equal bytes. Stateless,
 * hence thread-safe.
 */
public final class OnnxMlp {
  private static final int IR = 8;
  private static final int OPSET = 17;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int INT_ATTRIBUTE = 2;
  private static final String SCORES = "scores";

  private final MlpInput input;
  private final List<Consumer<ProtoWriter>> nodes = new ArrayList<>();
  private final List<Consumer<ProtoWriter>> constants = new ArrayList<>();

  private OnnxMlp(MlpInput input) {
    this.input = input;
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IllegalArgumentException if {@code input} is not as wide as the network's input
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Mlp mlp, MlpInput input) throws IOException {
    byte[] model = bytes(mlp, input);
    AtomicFiles.write(file, out -> out.write(model));
  }

  /**
   * What {@link #write} writes.
   *
   * @throws IllegalArgumentException if {@code input} is not as wide as the network's input
   */
  public static byte[] bytes(Mlp mlp, MlpInput input) {
    MlpChecks.width("numbers of user, item and features together", mlp.in(), input.width());
    return ProtoWriter.message(new OnnxMlp(input).model(mlp));
  }

  private Consumer<ProtoWriter> model(Mlp mlp) {
    String sums = first(mlp.layers().getFirst());
    for (int n = 1; n < mlp.layers().size(); n++) {
      String on = "on" + n;
      node("Relu", on, sums);
      Dense layer = mlp.layers().get(n);
      sums =
          gemm("layer" + n, on, Columns.slice(layer, 0, layer.in()), layer.out(), bias(n, layer));
    }
    // [K, 1] to [K]
    constants.add(
        tensor ->
            tensor
                .number(1, 1)
                .number(2, INT64)
                .text(8, "axes")
                .bytes(9, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}));
    node("Squeeze", SCORES, sums, "axes");
    return model ->
        model
            .number(1, IR)
            .text(2, "llmrec")
            .below(7, this::graph)
            .below(8, opset -> opset.number(2, OPSET));
  }

  /** The sum over the inputs of what the first layer makes of each. */
  private String first(Dense layer) {
    String sum = bias(0, layer);
    if (input.user() > 0) {
      sum = gemm("of_user", "user", Columns.slice(layer, 0, input.user()), layer.out(), sum);
    }
    sum =
        gemm(
            "of_items",
            "items",
            Columns.slice(layer, input.user(), input.item()),
            layer.out(),
            sum);
    if (input.features() > 0) {
      int from = input.user() + input.item();
      sum =
          gemm(
              "of_features",
              "features",
              Columns.slice(layer, from, input.features()),
              layer.out(),
              sum);
    }
    return sum;
  }

  /** {@code x Wᵀ + c}, with W {@code [out, in]}. */
  private String gemm(String name, String x, float[] weight, int out, String c) {
    constant(name + "_weight", weight, out, weight.length / out);
    nodes.add(
        node ->
            node.text(1, x)
                .text(1, name + "_weight")
                .text(1, c)
                .text(2, name)
                .text(4, "Gemm")
                .below(
                    5, transB -> transB.text(1, "transB").number(3, 1).number(20, INT_ATTRIBUTE)));
    return name;
  }

  private String bias(int n, Dense layer) {
    String name = "bias" + n;
    constant(name, layer.bias().values(), layer.out());
    return name;
  }

  private void node(String type, String output, String... inputs) {
    nodes.add(
        node -> {
          for (String in : inputs) {
            node.text(1, in);
          }
          node.text(2, output).text(4, type);
        });
  }

  private void constant(String name, float[] values, int... shape) {
    constants.add(
        tensor -> {
          for (int length : shape) {
            tensor.number(1, length);
          }
          tensor.number(2, FLOAT).text(8, name).floats(9, values);
        });
  }

  private void graph(ProtoWriter graph) {
    nodes.forEach(node -> graph.below(1, node));
    graph.text(2, "mlp");
    constants.forEach(tensor -> graph.below(5, tensor));
    if (input.user() > 0) {
      graph.below(11, value("user", one -> one.number(1, 1), input.user()));
    }
    graph.below(11, value("items", OnnxMlp::open, input.item()));
    if (input.features() > 0) {
      graph.below(11, value("features", OnnxMlp::open, input.features()));
    }
    graph.below(12, value(SCORES, OnnxMlp::open, 0));
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
