package org.llmrec.encode.export.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.encode.export.Element;

/** NumPy's file format, version 1.0 (NumPy documentation, "A simple file format"). */
public final class NpyVectors {
  private static final int MOST = 127;

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
      scale.clear().putFloat(scale(vector));
      out.write(scale.array());
    }
  }

  private static void put(float[] vector, Element element, ByteBuffer row) {
    switch (element) {
      case FLOAT32 -> row.asFloatBuffer().put(vector);
      case FLOAT16 -> {
        for (float value : vector) {
          row.putShort(Float.floatToFloat16(value));
        }
      }
      case INT8 -> {
        float scale = scale(vector);
        for (float value : vector) {
          row.put((byte) Math.round(value / scale));
        }
      }
    }
  }

  /** 1 for a row of zeros, which no scale changes. */
  private static float scale(float[] vector) {
    float most = 0;
    for (float value : vector) {
      most = Math.max(most, Math.abs(value));
    }
    return most == 0 ? 1 : most / MOST;
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
