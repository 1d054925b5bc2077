package org.llmrec.core.json;

import java.util.Arrays;

/** Where lines lie, by a hash of their ids: open addressing, at most half full. */
final class LineTable {
  private static final int MOST_SLOTS = 1 << 30;

  private long[] hashes = new long[1 << 10];
  private long[] starts = new long[1 << 10];
  private int[] lengths = new int[1 << 10];
  private int size;

  /** By slot, the number of a line plus 1, or 0 for none. */
  private int[] slots = new int[0];

  void add(String id, long start, int length) {
    if (size == hashes.length) {
      int more = Math.addExact(size, size >> 1);
      hashes = Arrays.copyOf(hashes, more);
      starts = Arrays.copyOf(starts, more);
      lengths = Arrays.copyOf(lengths, more);
    }
    hashes[size] = hash(id);
    starts[size] = start;
    lengths[size] = length;
    size++;
  }

  /** After the last line: makes what has been added findable. */
  void finish() {
    hashes = Arrays.copyOf(hashes, size);
    starts = Arrays.copyOf(starts, size);
    lengths = Arrays.copyOf(lengths, size);
    int wanted = (int) Math.min(MOST_SLOTS, 2L * Math.max(size, 1));
    slots = new int[Integer.highestOneBit(wanted - 1 | 1) << 1];
    for (int line = 0; line < size; line++) {
      int slot = home(hashes[line]);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = line + 1;
    }
  }

  int size() {
    return size;
  }

  /** The slot of the first line with that hash, or -1. */
  int first(long hash) {
    return from(home(hash), hash);
  }

  /** The slot of the next line with that hash, or -1. */
  int next(int slot, long hash) {
    return from(slot + 1 & slots.length - 1, hash);
  }

  private int from(int start, long hash) {
    int slot = start;
    while (slots[slot] != 0) {
      if (hashes[slots[slot] - 1] == hash) {
        return slot;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return -1;
  }

  long start(int slot) {
    return starts[slots[slot] - 1];
  }

  int length(int slot) {
    return lengths[slots[slot] - 1];
  }

  private int home(long hash) {
    return (int) hash & slots.length - 1;
  }

  /** FNV-1a over the UTF-16 code units, then mixed, so that its low bits are as good as any. */
  static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    return hash ^ hash >>> 33;
  }
}
