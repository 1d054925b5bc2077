package org.llmrec.data.interaction;

import java.util.Arrays;

/**
 * From a pair of numbers to a row, by open addressing: a third of what a map of boxed keys would
 * take, which decides whether tens of millions of interactions fit.
 */
final class PairIndex {
  private static final int FREE = -1;

  private long[] keys = new long[1 << 12];
  private int[] rows = filled(1 << 12);
  private int size;

  /** The row that was put for the pair, or {@code row} itself after putting it. */
  int putIfAbsent(int user, int item, int row) {
    if (size >= keys.length / 2) {
      grow();
    }
    long key = ((long) user << 32) | item;
    int slot = slot(key);
    if (rows[slot] == FREE) {
      keys[slot] = key;
      rows[slot] = row;
      size++;
    }
    return rows[slot];
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (rows[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldRows = rows;
    keys = new long[oldKeys.length * 2];
    rows = filled(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldRows[i] != FREE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        rows[slot] = oldRows[i];
      }
    }
  }

  private static int[] filled(int length) {
    int[] rows = new int[length];
    Arrays.fill(rows, FREE);
    return rows;
  }
}
