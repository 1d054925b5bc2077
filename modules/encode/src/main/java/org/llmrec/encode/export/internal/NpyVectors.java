package org.llmrec.encode.export.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorBlock;
import org.llmrec.core.vector.VectorFile;

/** NumPy's file format, version 1.0 (NumPy documentation, "A simple file format"). */
public final class NpyVectors {
  private NpyVectors() {}

  /** The array {@code [N, D]}. */
  public static void write(
      VectorFile vectors, Element element, OutputStream out, Progress.Task task)
      throws IOException {
    int dims = vectors.dims();
    out.write(head(type(element), "(" + vectors.size() + ", " + dims + ")"));
    float[] vector = new float[dims];
    ByteBuffer row = ByteBuffer.allocate(dims * width(element)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < vectors.size(); i++) {
      vectors.read(i, vector, 0);
      put(vector, element, row.clear());
      out.write(row.array());
      task.advance(1);
    }
  }

  /** What each row of an INT8 array is multiplied by to be the vector again: {@code [N]}. */
  public static void scales(VectorFile vectors, OutputStream out) throws IOException {
    out.write(head("<f4", "(" + vectors.size() + ",)"));
    float[] vector = new float[vectors.dims()];
    ByteBuffer scale = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < vectors.size(); i++) {
      vectors.read(i, vector, 0);
      VectorBlock.Bytes bytes = (VectorBlock.Bytes) VectorBlock.of(Element.INT8, vector);
      scale.clear().putFloat(bytes.scales()[0]);
      out.write(scale.array());
    }
  }

  private static void put(float[] vector, Element element, ByteBuffer row) {
    switch (VectorBlock.of(element, vector)) {
      case VectorBlock.Floats floats -> row.asFloatBuffer().put(floats.values());
      case VectorBlock.Halves halves -> row.asShortBuffer().put(halves.values());
      case VectorBlock.Bytes bytes -> row.put(bytes.values());
    }
  }

  private static String type(Element element) {
    return switch (element) {
      case FLOAT32 -> "<f4";
      case FLOAT16 -> "<f2";
      case INT8 -> "|i1";
    };
  }

  private static int width(Element element) {
    return switch (element) {
      case FLOAT32 -> Float.BYTES;
      case FLOAT16 -> Short.BYTES;
      case INT8 -> Byte.BYTES;
    };
  }

  /** The head, filled up with blanks to a multiple of 64 bytes. */
  private static byte[] head(String type, String shape) {
    String dictionary =
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    int magic = 10;
    int length = Math.ceilDiv(magic + dictionary.length() + 1, 64) * 64;
    ByteBuffer head = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    head.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    head.put((byte) 1).put((byte) 0).putShort((short) (length - magic));
    head.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    while (head.position() < length - 1) {
      head.put((byte) ' ');
    }
    return head.put((byte) '\n').array();
  }
}
