package org.llmrec.core.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Levels of 0 and 1 in runs, behind their length in bytes: how a page says what lacks or repeats.
 */
final class Levels {
  private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
  private int last;
  private long length;

  /** The same level so many times. */
  void add(int level, long times) {
    if (level != last) {
      flush();
      last = level;
    }
    length += times;
  }

  private void flush() {
    if (length > 0) {
      ThriftBytes.varint(runs, length << 1);
      runs.write(last);
      length = 0;
    }
  }

  /** All so far; begins anew. */
  byte[] take() {
    flush();
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + runs.size())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(runs.size())
            .put(runs.toByteArray())
            .array();
    runs.reset();
    return bytes;
  }
}
