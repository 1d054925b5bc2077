package org.llmrec.rank.mlp;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.rank.Dense;
import org.llmrec.rank.onnx.OnnxGraph;

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
  private final MlpInput input;
  private final OnnxGraph graph = new OnnxGraph("mlp");

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
    return new OnnxMlp(input).of(mlp);
  }

  private byte[] of(Mlp mlp) {
    if (input.user() > 0) {
      graph.row("user", input.user());
    }
    graph.rows("items", input.item());
    if (input.features() > 0) {
      graph.rows("features", input.features());
    }
    String sums = first(mlp.layers().getFirst());
    for (int n = 1; n < mlp.layers().size(); n++) {
      Dense layer = mlp.layers().get(n);
      sums = of("layer" + n, graph.relu("on" + n, sums), layer, 0, layer.in(), bias(n, layer));
    }
    graph.scores("scores", sums);
    return graph.bytes();
  }

  /** The sum over the inputs of what the first layer makes of each. */
  private String first(Dense layer) {
    String sum = bias(0, layer);
    if (input.user() > 0) {
      sum = of("of_user", "user", layer, 0, input.user(), sum);
    }
    sum = of("of_items", "items", layer, input.user(), input.item(), sum);
    if (input.features() > 0) {
      int from = input.user() + input.item();
      sum = of("of_features", "features", layer, from, input.features(), sum);
    }
    return sum;
  }

  /** What some columns of a layer make of {@code x}, and {@code c}. */
  private String of(String name, String x, Dense layer, int from, int width, String c) {
    return graph.gemm(name, x, Columns.slice(layer, from, width), layer.out(), c);
  }

  private String bias(int n, Dense layer) {
    return graph.constant("bias" + n, layer.bias().values(), layer.out());
  }
}
