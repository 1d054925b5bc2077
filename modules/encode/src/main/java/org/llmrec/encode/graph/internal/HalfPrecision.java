package org.llmrec.encode.graph.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Turns a graph of float32 into one of float16 that takes the same inputs and, by a last cast,
 * gives the same output in float32.
 */
final class HalfPrecision {
  private static final float GREATEST = 65_504;

  private HalfPrecision() {}

  /** Changes the graph. */
  static void apply(OnnxGraph graph) {
    for (OnnxTensor constant : graph.constants()) {
      if (constant.type() == OnnxTensor.FLOAT) {
        graph.put(half(constant));
      }
    }
    for (OnnxNode node : graph.nodes()) {
      if (node.is("Cast") && node.whole("to") == OnnxTensor.FLOAT) {
        graph.replace(node, node.withAttribute(OnnxAttribute.of("to", OnnxTensor.HALF)));
      }
    }
    for (String output : graph.outputs()) {
      OnnxNode maker = graph.producers().get(output);
      String half = "llmrec/half." + output;
      graph.replace(maker, renamed(maker, output, half));
      graph.addLast(
          new OnnxNode(
              "Cast",
              "",
              "llmrec/float." + output,
              List.of(half),
              List.of(output),
              List.of(OnnxAttribute.of("to", OnnxTensor.FLOAT))));
    }
  }

  private static OnnxNode renamed(OnnxNode node, String from, String to) {
    return new OnnxNode(
        node.op(),
        node.domain(),
        node.name(),
        node.inputs(),
        node.outputs().stream().map(name -> name.equals(from) ? to : name).toList(),
        node.attributes());
  }

  private static OnnxTensor half(OnnxTensor constant) {
    ByteBuffer floats = constant.data().orElseThrow();
    ByteBuffer halves = ByteBuffer.allocate(floats.limit() / 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < floats.limit(); at += Float.BYTES) {
      // A mask may hold the least float there is, of which float16 would make an infinity.
      float value = Math.clamp(floats.getFloat(at), -GREATEST, GREATEST);
      halves.putShort(Float.floatToFloat16(value));
    }
    return OnnxTensor.of(constant.name(), OnnxTensor.HALF, constant.dims(), halves.flip());
  }
}
