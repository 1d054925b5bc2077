package org.llmrec.encode.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** The tensors of one batch, over a slot's buffers: they copy nothing. For one thread. */
final class BatchTensors implements AutoCloseable {
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  private final String output;

  private BatchTensors(String output) {
    this.output = output;
  }

  /**
   * Wraps the filled part of the buffers, for a model that answers a vector per piece.
   *
   * @param shape {@code [B, L]}
   * @param width of the model's output
   */
  static BatchTensors over(OrtEnvironment environment, Slots.Slot slot, long[] shape, int width)
      throws OrtException {
    return over(environment, slot, shape, Graph.HIDDEN, new long[] {shape[0], shape[1], width});
  }

  /**
   * Wraps the filled part of the buffers.
   *
   * @param shape {@code [B, L]}
   * @param output the output's name
   * @param answer the output's shape
   */
  static BatchTensors over(
      OrtEnvironment environment, Slots.Slot slot, long[] shape, String output, long[] answer)
      throws OrtException {
    BatchTensors all = new BatchTensors(output);
    try {
      all.add(environment, Graph.IDS, slot.ids, shape);
      all.add(environment, Graph.MASK, slot.mask, shape);
      all.add(environment, Graph.TYPES, slot.types, shape);
      all.add(environment, output, slot.hidden, answer);
      return all;
    } catch (OrtException | RuntimeException | Error e) {
      all.close();
      throw e;
    }
  }

  private void add(OrtEnvironment environment, String name, Buffer buffer, long[] shape)
      throws OrtException {
    OnnxTensor tensor =
        buffer instanceof FloatBuffer floats
            ? OnnxTensor.createTensor(environment, floats, shape)
            : OnnxTensor.createTensor(environment, (LongBuffer) buffer, shape);
    NativeHandles.opened();
    tensors.put(name, tensor);
  }

  Map<String, OnnxTensor> inputs(boolean withTypes) {
    Map<String, OnnxTensor> inputs = new HashMap<>(tensors);
    inputs.remove(output);
    if (!withTypes) {
      inputs.remove(Graph.TYPES);
    }
    return inputs;
  }

  Map<String, OnnxTensor> outputs() {
    return Map.of(output, tensors.get(output));
  }

  @Override
  public void close() {
    for (OnnxTensor tensor : tensors.values()) {
      tensor.close();
      NativeHandles.closed();
    }
    tensors.clear();
  }
}
