package org.llmrec.rerank.ground;

import java.util.Arrays;

/** Levenshtein's distance, as far as it is small. */
final class EditDistance {
  private EditDistance() {}

  /**
   * How many characters have to be put in, taken out or replaced.
   *
   * @param most from here on the exact number does not matter
   * @return the distance, or {@code most + 1} where it is greater than {@code most}; takes time in
   *     proportion to {@code most} times the length
   */
  static int of(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) > most) {
      return most + 1;
    }
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = Math.min(j, most + 1);
    }
    for (int i = 1; i <= a.length(); i++) {
      int from = Math.max(1, i - most);
      int to = Math.min(b.length(), i + most);
      Arrays.fill(row, most + 1);
      if (from == 1) {
        row[0] = Math.min(i, most + 1);
      }
      int least = row[0];
      for (int j = from; j <= to; j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(most + 1, Math.min(change, 1 + Math.min(above[j], row[j - 1])));
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return most + 1;
      }
      int[] spare = above;
      above = row;
      row = spare;
    }
    return above[b.length()];
  }
}
