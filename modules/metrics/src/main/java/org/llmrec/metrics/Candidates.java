package org.llmrec.metrics;

/**
 * Walks the candidates of one case that are not masked, in ascending order, and allocates nothing.
 */
final class Candidates {
  private static final int[] NOTHING = {};

  private final int items;
  private final int[] candidates;
  private final int[] masked;
  private int at;
  private int mask;
  private int last = -1;

  /**
   * Starts before the first.
   *
   * @param items how many items there are
   * @param candidates item numbers, ascending, or null for all items
   * @param masked item numbers that are no candidates, ascending, or null for none
   */
  Candidates(int items, int[] candidates, int[] masked) {
    this.items = items;
    this.candidates = candidates;
    this.masked = masked == null ? NOTHING : masked;
    for (int i = 1; i < this.masked.length; i++) {
      if (masked[i - 1] > masked[i]) {
        throw new IllegalArgumentException("expected masked items in ascending order");
      }
    }
  }

  /** The next candidate, or -1 after the last. */
  int next() {
    int end = candidates == null ? items : candidates.length;
    while (at < end) {
      int item = candidates == null ? at : candidates[at];
      at++;
      if (item <= last || item >= items) {
        throw new IllegalArgumentException(
            "expected candidates in ascending order in [0, " + items + "), found " + item);
      }
      last = item;
      if (!masks(item)) {
        return item;
      }
    }
    return -1;
  }

  private boolean masks(int item) {
    while (mask < masked.length && masked[mask] < item) {
      mask++;
    }
    return mask < masked.length && masked[mask] == item;
  }
}
