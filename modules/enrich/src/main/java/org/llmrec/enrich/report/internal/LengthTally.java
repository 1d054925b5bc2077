package org.llmrec.enrich.report.internal;

import org.llmrec.enrich.report.Lengths;

/** How many texts have which length. Lengths beyond the last place count as the longest seen. */
final class LengthTally {
  private static final int PLACES = 4096;

  private final long[] counts = new long[PLACES];
  private long texts;
  private int min = Integer.MAX_VALUE;
  private int max;

  void add(int length) {
    counts[Math.min(length, PLACES - 1)]++;
    texts++;
    min = Math.min(min, length);
    max = Math.max(max, length);
  }

  Lengths lengths(String unit) {
    return texts == 0
        ? new Lengths(unit, 0, 0, 0, 0)
        : new Lengths(unit, min, percentile(50), percentile(95), max);
  }

  private int percentile(int percent) {
    long needed = (texts * percent + 99) / 100;
    long reached = 0;
    for (int length = 0; length < PLACES - 1; length++) {
      reached += counts[length];
      if (reached >= needed) {
        return length;
      }
    }
    return max;
  }
}
