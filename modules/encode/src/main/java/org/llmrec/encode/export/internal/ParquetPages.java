package org.llmrec.encode.export.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.llmrec.core.vector.VectorFile;

/** What stands in the pages of a Parquet file. */
final class ParquetPages {
  private ParquetPages() {}

  /** Strings, each behind its length. */
  static byte[] ids(VectorFile vectors, int from, int to) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    for (int row = from; row < to; row++) {
      byte[] id = vectors.id(row).getBytes(StandardCharsets.UTF_8);
      page.writeBytes(little(Integer.BYTES).putInt(id.length).array());
      page.writeBytes(id);
    }
    return page.toByteArray();
  }

  /**
   * Floats, behind the levels that say where lists begin (0 at a list's first element, 1 at the
   * others) and that no list is empty (1 everywhere).
   */
  static byte[] elements(VectorFile vectors, int from, int to) {
    int dims = vectors.dims();
    int rows = to - from;
    ByteArrayOutputStream repetition = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      run(repetition, 1, 0);
      if (dims > 1) {
        run(repetition, dims - 1, 1);
      }
    }
    ByteArrayOutputStream definition = new ByteArrayOutputStream();
    run(definition, (long) rows * dims, 1);
    ByteBuffer page =
        little(
            2 * Integer.BYTES + repetition.size() + definition.size() + rows * dims * Float.BYTES);
    page.putInt(repetition.size()).put(repetition.toByteArray());
    page.putInt(definition.size()).put(definition.toByteArray());
    float[] vector = new float[dims];
    for (int row = from; row < to; row++) {
      vectors.read(row, vector, 0);
      for (float value : vector) {
        page.putFloat(value);
      }
    }
    return page.array();
  }

  /** The same level so many times. */
  private static void run(ByteArrayOutputStream out, long length, int level) {
    ThriftBytes.varint(out, length << 1);
    out.write(level);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
