package org.llmrec.retrieve.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.lucene.util.BytesRef;

/** An item's co-engaged items in one binary value: per entry int32 ordinal, float32 score. */
public final class CoEngagedBytes {
  private static final int ENTRY = Integer.BYTES + Float.BYTES;

  private CoEngagedBytes() {}

  /** Little endian, in the order given. */
  public static BytesRef encode(int[] ordinals, float[] scores) {
    ByteBuffer bytes = ByteBuffer.allocate(ordinals.length * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < ordinals.length; i++) {
      bytes.putInt(ordinals[i]).putFloat(scores[i]);
    }
    return new BytesRef(bytes.array());
  }

  /** Takes an entry of an item. */
  public interface Entry {
    /** Called in the order of the list. */
    void accept(int ordinal, float score);
  }

  /** Hands every entry out. */
  public static void decode(BytesRef value, Entry entries) {
    ByteBuffer bytes =
        ByteBuffer.wrap(value.bytes, value.offset, value.length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.remaining() >= ENTRY) {
      entries.accept(bytes.getInt(), bytes.getFloat());
    }
  }
}
