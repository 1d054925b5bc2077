package org.llmrec.rank.list;

import java.util.Objects;

/**
 * A sparse square matrix by rows: how much each item speaks for others. Immutable; the arrays are
 * not copied.
 *
 * @param starts {@code [items + 1]}: where each row begins
 * @param targets the column of each entry, ascending in a row
 * @param values the entries
 */
@SuppressWarnings("ArrayRecordComponent") // large, and nobody compares it
public record SparseRows(int[] starts, int[] targets, float[] values) {
  /**
   * Checks that the rows tile the entries and every column is an item.
   *
   * @throws IllegalArgumentException if not, with what was expected and found
   */
  public SparseRows {
    Objects.requireNonNull(starts, "starts");
    int items = starts.length - 1;
    if (items < 0
        || starts[0] != 0
        || starts[items] != targets.length
        || values.length != targets.length) {
      throw new IllegalArgumentException(
          "expected rows that tile "
              + targets.length
              + " columns and as many values, found "
              + values.length
              + " values and starts from "
              + (items < 0 ? "nothing" : starts[0] + " to " + starts[items]));
    }
    for (int item = 0; item < items; item++) {
      if (starts[item] > starts[item + 1]) {
        throw new IllegalArgumentException(
            "expected rows in order, found row " + item + " to end before it begins");
      }
    }
    for (int target : targets) {
      if (target < 0 || target >= items) {
        throw new IllegalArgumentException(
            "expected columns from 0 to " + (items - 1) + ", found " + target);
      }
    }
  }

  /** How many items. */
  public int items() {
    return starts.length - 1;
  }
}
