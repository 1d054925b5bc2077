package org.llmrec.train.internal;

import java.util.Arrays;

/** Numbers in the order in which they came. Not thread-safe. */
final class Growing {
  private int[] values = new int[64];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
