package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code llama_token_data_array} of build b4916 over memory of ours: what a sampler chooses among.
 * Not thread-safe.
 */
final class Candidates {
  // int id, float logit, float probability
  private static final int ENTRY = 12;
  private static final int LOGIT = 4;
  // pointer, size_t, int64_t, bool
  private static final int SIZE = Native.POINTER_SIZE;
  private static final int SELECTED = SIZE + Native.SIZE_T_SIZE;
  private static final int SORTED = SELECTED + 8;
  private static final int HEADER = SORTED + 8;

  private final Memory entries;
  private final ByteBuffer written;
  private final Memory header = new Memory(HEADER);

  /** For a vocabulary of that size. */
  Candidates(int vocabulary) {
    entries = new Memory((long) ENTRY * vocabulary);
    written = entries.getByteBuffer(0, entries.size()).order(ByteOrder.nativeOrder());
  }

  /** All tokens. */
  Pointer all(float[] logits) {
    written.clear();
    for (int token = 0; token < logits.length; token++) {
      written.putInt(token).putFloat(logits[token]).putFloat(0);
    }
    return array(logits.length);
  }

  /** One token, to see whether it is let through. */
  Pointer one(int token) {
    written.clear();
    written.putInt(token).putFloat(0).putFloat(0);
    return array(1);
  }

  private Pointer array(int count) {
    header.clear();
    header.setPointer(0, entries);
    setSize(count);
    header.setLong(SELECTED, -1);
    return header;
  }

  private void setSize(long count) {
    if (Native.SIZE_T_SIZE == Long.BYTES) {
      header.setLong(SIZE, count);
    } else {
      header.setInt(SIZE, (int) count);
    }
  }

  /** The chosen token, -1 where a sampler chose none, or one that nothing allows. */
  int selected() {
    long at = header.getLong(SELECTED);
    // Samplers may hand back an array of their own.
    Pointer data = header.getPointer(0);
    return at < 0 || !allowed(data, at) ? -1 : data.getInt(ENTRY * at);
  }

  /** Whether the one token was let through. */
  boolean oneAllowed() {
    return allowed(header.getPointer(0), 0);
  }

  private static boolean allowed(Pointer data, long at) {
    return data.getFloat(ENTRY * at + LOGIT) > Float.NEGATIVE_INFINITY;
  }
}
