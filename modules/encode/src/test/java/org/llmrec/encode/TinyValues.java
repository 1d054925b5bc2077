package org.llmrec.encode;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/** Inputs and outputs of the graphs that tests make. */
public final class TinyValues {
  private TinyValues() {}

  /** {@code [B, L]}, or {@code [B, L, width]}. */
  public static ValueInfoProto of(String name, TensorProto.DataType type, int... width) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("length"));
    for (int w : width) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(w));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }
}
