package org.llmrec.encode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes ONNX files byte by byte: those that no honest exporter makes, too. */
public final class OnnxBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A model whose only weight lies in another file. */
  public static byte[] loading(String file) {
    return model(new OnnxBytes().put(5, tensor(file)).put(12, output(384)));
  }

  /** A model with this graph. */
  public static byte[] model(OnnxBytes graph) {
    return new OnnxBytes().number(1, 8).put(7, graph).bytes();
  }

  /** A weight in another file; {@code data_location} is left out: a merged message may have it. */
  public static OnnxBytes tensor(String file) {
    OnnxBytes length = new OnnxBytes().text(1, "length").text(2, "16");
    OnnxBytes location = new OnnxBytes().text(1, "location").text(2, file);
    return new OnnxBytes().number(1, 4).number(2, 1).put(13, length).put(13, location);
  }

  /** An output {@code last_hidden_state [B, L, width]}. */
  public static OnnxBytes output(int width) {
    OnnxBytes shape =
        new OnnxBytes()
            .put(1, new OnnxBytes().text(2, "batch"))
            .put(1, new OnnxBytes().text(2, "pieces"))
            .put(1, new OnnxBytes().number(1, width));
    OnnxBytes tensor = new OnnxBytes().number(1, 1).put(2, shape);
    return new OnnxBytes().text(1, "last_hidden_state").put(2, new OnnxBytes().put(1, tensor));
  }

  /** A field that is a whole number. */
  public OnnxBytes number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  /** A field that is a text. */
  public OnnxBytes text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A field that is a message. */
  public OnnxBytes put(int field, OnnxBytes message) {
    return bytes(field, message.bytes());
  }

  /** A field that is some bytes. */
  public OnnxBytes bytes(int field, byte[] value) {
    varint((long) field << 3 | 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /** What was written. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  private void varint(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
