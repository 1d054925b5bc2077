package org.llmrec.rank.foreign;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.RankerCode;
import org.llmrec.core.onnx.OnnxFile;
import org.llmrec.core.onnx.OnnxFile.Port;

/**
 * Compares what a graph takes and gives with what its schema declares, before native code sees it.
 *
 * @param file of the graph, for the message
 * @param graph as its file says
 * @param schema what is declared
 */
record GraphCheck(Path file, OnnxFile graph, ForeignSchema schema) {
  private static final long OPEN = -1;

  /**
   * Compares.
   *
   * @throws ConfigException naming the input or output that does not fit
   */
  void run() {
    for (RankerInput input : schema.inputs()) {
      input(input);
    }
    for (String name : graph.inputs().keySet()) {
      if (schema.inputs().stream().noneMatch(input -> input.input().equals(name))) {
        throw refused(
            "input " + name,
            "a line of the schema that says what it is fed with",
            "none; the schema has " + schema.inputs().stream().map(RankerInput::input).toList());
      }
    }
    output();
  }

  /** Whether a vector of the request is fed once rather than once for each candidate. */
  static boolean once(OnnxFile graph, RankerInput input) {
    return graph.inputs().get(input.input()).shape().getFirst() == 1;
  }

  private void input(RankerInput input) {
    Port port = graph.inputs().get(input.input());
    boolean once = input instanceof RankerInput.Vector vector && !vector.vector().perItem();
    String expected =
        "float32 [K, "
            + input.numbers()
            + "] with an open K"
            + (once ? " or float32 [1, " + input.numbers() + "]" : "");
    if (port == null) {
      throw refused("input " + input.input(), expected, "inputs " + graph.inputs());
    }
    List<Long> shape = port.shape();
    boolean fits =
        port.element() == OnnxFile.FLOAT
            && shape.size() == 2
            && (shape.get(0) == OPEN || once && shape.get(0) == 1)
            && (shape.get(1) == OPEN || shape.get(1) == input.numbers());
    if (!fits) {
      throw refused("input " + input.input(), expected, port.toString());
    }
  }

  private void output() {
    Port port = graph.outputs().get(schema.output());
    OptionalInt column = schema.outputColumn();
    String expected =
        column.isEmpty()
            ? "float32 [K] or [K, 1], or of several columns and the schema to say which"
            : "float32 [K, C] with a column " + column.getAsInt() + ", counted from 0";
    if (port == null) {
      throw refused("output " + schema.output(), expected, "outputs " + graph.outputs());
    }
    List<Long> shape = port.shape();
    boolean vector = shape.size() == 1 && column.orElse(0) == 0;
    boolean matrix =
        shape.size() == 2
            && (shape.get(1) == OPEN
                || (column.isEmpty() ? shape.get(1) == 1 : shape.get(1) > column.getAsInt()));
    if (port.element() != OnnxFile.FLOAT || !(vector || matrix) || shape.getFirst() != OPEN) {
      throw refused("output " + schema.output(), expected, port.toString());
    }
  }

  private ConfigException refused(String what, String expected, String found) {
    return new ConfigException(
        RankerCode.GRAPH_REFUSED,
        file + ": " + what + ": expected " + expected + ", found " + found);
  }
}
