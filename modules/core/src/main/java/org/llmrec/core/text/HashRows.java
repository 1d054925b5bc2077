package org.llmrec.core.text;

/**
 * Finds the row of a hash: open addressing over the rows' numbers, at most half full, 8 to 16 bytes
 * a row beside the hashes themselves. For one thread.
 */
public final class HashRows {
  private static final int MOST_SLOTS = 1 << 30;

  private final TextHashes hashes;
  private int[] slots;
  private int used;

  /**
   * Over no row yet.
   *
   * @param rows for how many there is room without growing
   */
  public HashRows(TextHashes hashes, int rows) {
    this.hashes = hashes;
    int wanted = (int) Math.min(MOST_SLOTS, 2L * Math.max(rows, 1));
    // A power of two, twice the rows or more: an empty slot, which ends a search, is always near.
    this.slots = new int[Integer.highestOneBit(wanted - 1 | 1) << 1];
  }

  /** Over every row of the hashes. */
  public static HashRows of(TextHashes hashes) {
    HashRows rows = new HashRows(hashes, hashes.size());
    for (int row = 0; row < hashes.size(); row++) {
      rows.add(row);
    }
    return rows;
  }

  /** The first row that was added with this row's hash: itself, if there was none. */
  public int add(int row) {
    int slot = slot(hashes.high(row), hashes.low(row));
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    fill(slot, row);
    return row;
  }

  /** From now on this row is the one of its hash, whichever was before. */
  public void replace(int row) {
    int slot = slot(hashes.high(row), hashes.low(row));
    if (slots[slot] != 0) {
      slots[slot] = row + 1;
    } else {
      fill(slot, row);
    }
  }

  /** The row with that hash, or -1. */
  public int find(long high, long low) {
    return slots[slot(high, low)] - 1;
  }

  private void fill(int slot, int row) {
    slots[slot] = row + 1;
    used++;
    if (used > slots.length / 2 && slots.length < MOST_SLOTS) {
      int[] rows = slots;
      slots = new int[2 * rows.length];
      for (int each : rows) {
        if (each != 0) {
          slots[slot(hashes.high(each - 1), hashes.low(each - 1))] = each;
        }
      }
    }
  }

  /** Where the hash is, or would be. */
  private int slot(long high, long low) {
    int mask = slots.length - 1;
    // Any bits of a SHA-256 are as good as a hash of it.
    int slot = (int) low & mask;
    while (slots[slot] != 0 && !same(slots[slot] - 1, high, low)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean same(int row, long high, long low) {
    return hashes.high(row) == high && hashes.low(row) == low;
  }
}
