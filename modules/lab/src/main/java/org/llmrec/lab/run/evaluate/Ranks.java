package org.llmrec.lab.run.evaluate;

import java.util.Arrays;

/** Where single items stand in a list, for a person to look at. */
final class Ranks {
  private Ranks() {}

  /**
   * Per relevant item how many others have a higher score, plus 1; 0 where it is not ranked.
   *
   * @param scores {@code [items]}
   * @param excluded ascending items that are not ranked
   */
  static int[] of(float[] scores, int[] excluded, int[] relevant) {
    float[] thresholds = new float[relevant.length];
    for (int i = 0; i < relevant.length; i++) {
      thresholds[i] = scores[relevant[i]];
    }
    float[] sorted = thresholds.clone();
    Arrays.sort(sorted);
    // above[i]: how many items beat the i-th lowest threshold but not the next.
    int[] above = new int[sorted.length + 1];
    int skip = 0;
    for (int item = 0; item < scores.length; item++) {
      while (skip < excluded.length && excluded[skip] < item) {
        skip++;
      }
      if (skip < excluded.length && excluded[skip] == item) {
        continue;
      }
      above[below(sorted, scores[item])]++;
    }
    for (int i = above.length - 2; i >= 0; i--) {
      above[i] += above[i + 1];
    }
    int[] ranks = new int[relevant.length];
    for (int i = 0; i < ranks.length; i++) {
      boolean ranked =
          thresholds[i] > Float.NEGATIVE_INFINITY && Arrays.binarySearch(excluded, relevant[i]) < 0;
      ranks[i] = ranked ? 1 + above[below(sorted, thresholds[i]) + 1] : 0;
    }
    return ranks;
  }

  /** How many thresholds are lower. */
  private static int below(float[] sorted, float score) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < score) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
