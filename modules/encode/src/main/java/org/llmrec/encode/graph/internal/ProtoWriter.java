package org.llmrec.encode.graph.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One message in protobuf's wire format, as the pieces it is written from: a tensor's bytes are
 * never copied. For one thread.
 */
final class ProtoWriter {
  private static final int LONGEST_VARINT = 10;

  private final List<ByteBuffer> pieces = new ArrayList<>();
  private long size;

  /** The pieces in order; to be read once. */
  List<ByteBuffer> pieces() {
    return pieces;
  }

  ProtoWriter number(int field, long value) {
    add(head(field, 0, value));
    return this;
  }

  ProtoWriter fixed(int field, float value) {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_VARINT).order(ByteOrder.LITTLE_ENDIAN);
    varint(bytes, (long) field << 3 | 5);
    bytes.putFloat(value);
    add(bytes.flip());
    return this;
  }

  ProtoWriter text(int field, String text) {
    return bytes(field, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  ProtoWriter bytes(int field, ByteBuffer bytes) {
    add(head(field, 2, bytes.remaining()));
    add(bytes.duplicate());
    return this;
  }

  ProtoWriter message(int field, ProtoWriter message) {
    add(head(field, 2, message.size));
    message.pieces.forEach(this::add);
    return this;
  }

  private static ByteBuffer head(int field, int kind, long value) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * LONGEST_VARINT);
    varint(bytes, (long) field << 3 | kind);
    varint(bytes, value);
    return bytes.flip();
  }

  private static void varint(ByteBuffer to, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      to.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    to.put((byte) rest);
  }

  private void add(ByteBuffer piece) {
    pieces.add(piece);
    size += piece.remaining();
  }
}
