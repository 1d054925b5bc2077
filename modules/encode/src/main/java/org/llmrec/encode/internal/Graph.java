package org.llmrec.encode.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;

/**
 * What a BERT-like graph must have; compared once, at open, rather than failing on the first text.
 */
final class Graph {
  static final String IDS = "input_ids";
  static final String MASK = "attention_mask";
  static final String TYPES = "token_type_ids";
  static final String HIDDEN = "last_hidden_state";

  /** How ONNX Runtime shows a dimension that the graph leaves open. */
  private static final int OPEN = -1;

  private static final int ANY = Integer.MIN_VALUE;

  private Graph() {}

  /**
   * Compares inputs and outputs.
   *
   * @return whether the graph takes token types
   * @throws ConfigException listing what the model does have
   */
  static boolean check(
      Path file, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs, int dims) {
    boolean fits = inputsFit(inputs) && isTensor(outputs.get(HIDDEN), OnnxJavaType.FLOAT, 3, dims);
    if (!fits) {
      throw refused(file, HIDDEN + ", FLOAT [B, L, " + dims + "]", inputs, outputs);
    }
    return inputs.containsKey(TYPES);
  }

  /**
   * Compares inputs and outputs of a model that scores pairs.
   *
   * @return whether the graph takes token types
   * @throws ConfigException listing what the model does have
   */
  static boolean checkPairs(
      Path file,
      Map<String, NodeInfo> inputs,
      Map<String, NodeInfo> outputs,
      String output,
      int columns) {
    NodeInfo found = outputs.get(output);
    // Some exporters leave the number of columns open.
    boolean fits =
        inputsFit(inputs)
            && (isTensor(found, OnnxJavaType.FLOAT, 2, columns)
                || isTensor(found, OnnxJavaType.FLOAT, 2, OPEN));
    if (!fits) {
      throw refused(file, output + ", FLOAT [B, " + columns + "]", inputs, outputs);
    }
    return inputs.containsKey(TYPES);
  }

  private static boolean inputsFit(Map<String, NodeInfo> inputs) {
    boolean takesTypes = inputs.containsKey(TYPES);
    return inputs.size() == (takesTypes ? 3 : 2)
        && isTensor(inputs.get(IDS), OnnxJavaType.INT64, 2, ANY)
        && isTensor(inputs.get(MASK), OnnxJavaType.INT64, 2, ANY)
        && (!takesTypes || isTensor(inputs.get(TYPES), OnnxJavaType.INT64, 2, ANY));
  }

  private static ConfigException refused(
      Path file, String output, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) {
    return new ConfigException(
        EncoderCode.MODEL_UNSUPPORTED,
        file
            + ": expected inputs input_ids, attention_mask and, if wanted, token_type_ids, each"
            + " INT64 [B, L], and an output "
            + output
            + "; found inputs "
            + describe(inputs)
            + " and outputs "
            + describe(outputs));
  }

  private static boolean isTensor(NodeInfo node, OnnxJavaType type, int rank, int width) {
    return node != null
        && node.getInfo() instanceof TensorInfo tensor
        && tensor.type == type
        && tensor.getShape().length == rank
        && (width == ANY || tensor.getShape()[rank - 1] == width);
  }

  private static String describe(Map<String, NodeInfo> nodes) {
    Map<String, String> described = new TreeMap<>();
    nodes.forEach(
        (name, node) ->
            described.put(
                name,
                node.getInfo() instanceof TensorInfo tensor
                    ? tensor.type + " " + Arrays.toString(tensor.getShape())
                    : "no tensor"));
    return described.toString();
  }
}
