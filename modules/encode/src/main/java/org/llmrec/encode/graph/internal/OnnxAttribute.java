package org.llmrec.encode.graph.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.onnx.ProtoReader;

/**
 * A node's attribute: what it is if it is a number or a list of whole numbers, and else its bytes
 * alone.
 *
 * @param name its name
 * @param real if it is a float
 * @param whole if it is a whole number
 * @param wholes if it is a list of them
 * @param graph whether it is a graph
 * @param message its bytes; null where it is made here
 */
record OnnxAttribute(
    String name, float real, long whole, List<Long> wholes, boolean graph, ByteBuffer message) {
  private static final int FLOAT = 1;
  private static final int INT = 2;

  static OnnxAttribute of(String name, float value) {
    ProtoWriter writer = new ProtoWriter().text(1, name).fixed(2, value).number(20, FLOAT);
    return new OnnxAttribute(name, value, 0, List.of(), false, joined(writer));
  }

  static OnnxAttribute of(String name, long value) {
    ProtoWriter writer = new ProtoWriter().text(1, name).number(3, value).number(20, INT);
    return new OnnxAttribute(name, 0, value, List.of(), false, joined(writer));
  }

  private static ByteBuffer joined(ProtoWriter writer) {
    int size = writer.pieces().stream().mapToInt(ByteBuffer::remaining).sum();
    ByteBuffer joined = ByteBuffer.allocate(size);
    writer.pieces().forEach(joined::put);
    return joined.flip();
  }

  static OnnxAttribute read(ProtoReader reader, long end) throws IOException {
    ByteBuffer message = reader.copy(end);
    String[] name = {""};
    float[] real = {0};
    long[] whole = {0};
    boolean[] graph = {false};
    List<Long> wholes = new ArrayList<>();
    reader.message(
        end,
        new ProtoReader.Message() {
          @Override
          public void number(int field, long value) {
            if (field == 3) {
              whole[0] = value;
            } else if (field == 8) {
              wholes.add(value);
            }
          }

          @Override
          public void fixed(int field, int bits) {
            if (field == 2) {
              real[0] = Float.intBitsToFloat(bits);
            }
          }

          @Override
          public void bytes(int field, long fieldEnd) throws IOException {
            switch (field) {
              case 1 -> name[0] = reader.text(fieldEnd);
              case 6, 11 -> graph[0] = true;
              case 8 -> OnnxTensor.packed(reader, fieldEnd, wholes);
              default -> {}
            }
          }
        });
    return new OnnxAttribute(name[0], real[0], whole[0], List.copyOf(wholes), graph[0], message);
  }
}
