package org.llmrec.enrich.job;

import org.llmrec.enrich.store.AnswerKey;

/**
 * A set of keys in 16 bytes or less each: of a hash its first 64 bits, of which no two of a million
 * agree but with a chance of one in forty million. For counting, not for deciding what to ask. Not
 * thread-safe.
 */
final class KeySet {
  private static final int DIGITS = 16;

  private long[] slots = new long[1 << 10];
  private int size;

  /** Whether it was not in the set before. */
  boolean add(AnswerKey key) {
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    long value = Long.parseUnsignedLong(key.sha256().substring(0, DIGITS), 16);
    // Zero marks an empty slot.
    boolean added = put(slots, value == 0 ? 1 : value);
    if (added) {
      size++;
    }
    return added;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (long value : slots) {
      if (value != 0) {
        put(larger, value);
      }
    }
    slots = larger;
  }

  private static boolean put(long[] slots, long value) {
    int mask = slots.length - 1;
    int at = (int) value & mask;
    while (slots[at] != 0) {
      if (slots[at] == value) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = value;
    return true;
  }
}
