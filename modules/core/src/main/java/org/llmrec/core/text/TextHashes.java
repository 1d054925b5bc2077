package org.llmrec.core.text;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.llmrec.core.io.Hashes;

/**
 * Stands for many texts by the first 16 bytes of each one's SHA-256, in their order: 16 bytes a
 * text. Hashed are the UTF-16 code units, high byte first, so that half a surrogate pair, for which
 * UTF-8 has no bytes, makes a difference too. For one thread.
 */
public final class TextHashes {
  /** Bytes of a hash that are kept. */
  public static final int BYTES = 2 * Long.BYTES;

  private final MessageDigest digest = Hashes.sha256();
  private ByteBuffer units = ByteBuffer.allocate(1 << 12);
  private long[] words;
  private int size;

  /**
   * None yet.
   *
   * @param expected how many there will be, roughly; any number may come
   */
  public TextHashes(int expected) {
    words = new long[2 * Math.max(expected, 16)];
  }

  /** Appends a text's hash. */
  public void add(String text) {
    int bytes = Math.multiplyExact(text.length(), Character.BYTES);
    if (units.capacity() < bytes) {
      units = ByteBuffer.allocate(bytes);
    }
    units.clear();
    units.asCharBuffer().put(text);
    digest.update(units.limit(bytes));
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    add(hash.getLong(), hash.getLong());
  }

  /** Appends a hash. */
  public void add(long high, long low) {
    if (2 * size == words.length) {
      words = Arrays.copyOf(words, Math.multiplyExact(words.length, 2));
    }
    words[2 * size] = high;
    words[2 * size + 1] = low;
    size++;
  }

  /** How many. */
  public int size() {
    return size;
  }

  /** The hash's first eight bytes, the first of them the highest. */
  public long high(int number) {
    return words[2 * number];
  }

  /** The next eight. */
  public long low(int number) {
    return words[2 * number + 1];
  }
}
