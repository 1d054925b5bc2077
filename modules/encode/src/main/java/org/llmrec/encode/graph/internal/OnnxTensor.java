package org.llmrec.encode.graph.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.onnx.ProtoReader;

/**
 * A constant of a graph.
 *
 * @param name its name
 * @param type of its elements, as onnx.proto numbers them
 * @param dims its shape
 * @param data its elements, row-major and little-endian; nothing where they are of another kind
 *     than the three we look into and the file keeps them as numbers
 * @param message its bytes in the file; null where it is made here
 */
record OnnxTensor(
    String name, int type, List<Long> dims, Optional<ByteBuffer> data, ByteBuffer message) {
  static final int FLOAT = 1;
  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int HALF = 10;

  static OnnxTensor of(String name, int type, List<Long> dims, ByteBuffer data) {
    return new OnnxTensor(name, type, dims, Optional.of(data), null);
  }

  static OnnxTensor read(ProtoReader reader, long end) throws IOException {
    long start = reader.position();
    ByteBuffer message = reader.copy(end);
    String[] name = {""};
    int[] type = {0};
    List<Long> dims = new ArrayList<>();
    ByteBuffer[] data = {null};
    // A file may keep elements as the numbers of a list, packed or not, in the place of bytes.
    List<Long> wholes = new ArrayList<>();
    List<Float> reals = new ArrayList<>();
    reader.message(
        end,
        new ProtoReader.Message() {
          @Override
          public void number(int field, long value) {
            if (field == 1) {
              dims.add(value);
            } else if (field == 2) {
              type[0] = (int) value;
            } else if (field == 7) {
              wholes.add(value);
            }
          }

          @Override
          public void fixed(int field, int bits) {
            if (field == 4) {
              reals.add(Float.intBitsToFloat(bits));
            }
          }

          @Override
          public void bytes(int field, long fieldEnd) throws IOException {
            switch (field) {
              case 1 -> packed(reader, fieldEnd, dims);
              case 4 -> {
                ByteBuffer packed = reader.copy(fieldEnd);
                while (packed.hasRemaining()) {
                  reals.add(packed.getFloat());
                }
              }
              case 7 -> packed(reader, fieldEnd, wholes);
              case 8 -> name[0] = reader.text(fieldEnd);
              case 9 -> {
                int from = (int) (reader.position() - start);
                data[0] =
                    message
                        .slice(from, (int) (fieldEnd - reader.position()))
                        .order(ByteOrder.LITTLE_ENDIAN);
              }
              case 13 ->
                  throw new ProtoReader.Malformed("a tensor in another file", reader.position());
              default -> {}
            }
          }
        });
    return new OnnxTensor(
        name[0],
        type[0],
        List.copyOf(dims),
        Optional.ofNullable(data[0]).or(() -> listed(type[0], wholes, reals)),
        message);
  }

  private static Optional<ByteBuffer> listed(int type, List<Long> wholes, List<Float> reals) {
    if (type == INT64) {
      ByteBuffer bytes = bytes(wholes.size() * Long.BYTES);
      wholes.forEach(bytes::putLong);
      return Optional.of(bytes.flip());
    }
    if (type == FLOAT) {
      ByteBuffer bytes = bytes(reals.size() * Float.BYTES);
      reals.forEach(bytes::putFloat);
      return Optional.of(bytes.flip());
    }
    return Optional.empty();
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static void packed(ProtoReader reader, long end, List<Long> to) throws IOException {
    while (reader.position() < end) {
      to.add(reader.varint());
    }
  }

  /** The elements, if it is of whole numbers. */
  Optional<List<Long>> wholes() {
    return data.filter(bytes -> type == INT64)
        .map(
            bytes -> {
              List<Long> all = new ArrayList<>();
              for (int at = 0; at < bytes.limit(); at += Long.BYTES) {
                all.add(bytes.getLong(at));
              }
              return all;
            });
  }

  /** The element, if it is one float. */
  Optional<Float> real() {
    return data.filter(bytes -> type == FLOAT && bytes.limit() == Float.BYTES)
        .map(bytes -> bytes.getFloat(0));
  }

  /** Whether it is of floats whose bytes are at hand, in so many dimensions. */
  boolean isFloats(int rank) {
    return type == FLOAT && dims.size() == rank && data.isPresent();
  }

  void write(ProtoWriter to, int field) {
    if (message != null) {
      to.bytes(field, message);
      return;
    }
    ProtoWriter tensor = new ProtoWriter();
    dims.forEach(dim -> tensor.number(1, dim));
    to.message(field, tensor.number(2, type).text(8, name).bytes(9, data.orElseThrow()));
  }
}
