package org.llmrec.metrics;

import java.util.Arrays;

/** The discounts of nDCG, 1 / log2(rank + 1), kept because logarithms cost more than the rest. */
final class Discounts {
  /**
   * By rank - 1. Replaced as a whole by a longer one with the same head, so readers need no lock.
   */
  private static volatile double[] table = extended(new double[0], 1_024);

  private Discounts() {}

  static double at(int rank) {
    return upTo(rank)[rank - 1];
  }

  /** Of {@code count} ranks from {@code first} on. */
  static double sum(int first, int count) {
    // Not as a difference of running sums, which would lose digits far down the list.
    double sum = 0;
    double[] discounts = upTo(first + count - 1);
    for (int i = 0; i < count; i++) {
      sum += discounts[first - 1 + i];
    }
    return sum;
  }

  private static double[] upTo(int rank) {
    double[] discounts = table;
    if (rank > discounts.length) {
      discounts = extended(discounts, Math.max(rank, discounts.length + (discounts.length >> 1)));
      table = discounts;
    }
    return discounts;
  }

  private static double[] extended(double[] shorter, int length) {
    double[] discounts = Arrays.copyOf(shorter, length);
    for (int i = shorter.length; i < length; i++) {
      discounts[i] = Math.log(2) / Math.log(i + 2.0);
    }
    return discounts;
  }
}
