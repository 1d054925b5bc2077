package org.llmrec.core.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes Thrift's compact protocol, as far as the heads of Parquet files need it (Apache Thrift,
 * "Thrift compact protocol encoding"). For one thread.
 */
final class ThriftBytes {
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int last;

  /** A structure's fields; what they write is part of this one. */
  @FunctionalInterface
  interface Fields {
    void write(ThriftBytes out);
  }

  ThriftBytes i32(int field, int value) {
    head(field, I32);
    varint(zigzag(value));
    return this;
  }

  ThriftBytes i64(int field, long value) {
    head(field, I64);
    varint(zigzag(value));
    return this;
  }

  ThriftBytes string(int field, String value) {
    head(field, BINARY);
    bytes(value);
    return this;
  }

  ThriftBytes struct(int field, Fields fields) {
    head(field, STRUCT);
    nested(fields);
    return this;
  }

  ThriftBytes structs(int field, Fields... each) {
    list(field, STRUCT, each.length);
    for (Fields fields : each) {
      nested(fields);
    }
    return this;
  }

  ThriftBytes i32s(int field, int... values) {
    list(field, I32, values.length);
    for (int value : values) {
      varint(zigzag(value));
    }
    return this;
  }

  ThriftBytes strings(int field, String... values) {
    list(field, BINARY, values.length);
    for (String value : values) {
      bytes(value);
    }
    return this;
  }

  /** The bytes of a structure that ends here. */
  byte[] end() {
    out.write(0);
    return out.toByteArray();
  }

  private void nested(Fields fields) {
    int before = last;
    last = 0;
    fields.write(this);
    out.write(0);
    last = before;
  }

  private void list(int field, int type, int size) {
    head(field, LIST);
    if (size < 15) {
      out.write(size << 4 | type);
    } else {
      out.write(0xF0 | type);
      varint(size);
    }
  }

  private void bytes(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    out.writeBytes(utf8);
  }

  /** Fields come in ascending order, none more than fifteen behind the last. */
  private void head(int field, int type) {
    out.write((field - last) << 4 | type);
    last = field;
  }

  private void varint(long value) {
    varint(out, value);
  }

  /** Seven bits to a byte, the lowest first. */
  static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }
}
