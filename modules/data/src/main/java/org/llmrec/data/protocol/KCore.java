package org.llmrec.data.protocol;

import org.llmrec.data.table.InteractionTable;

/**
 * The k-core of what may be learnt from: users and items with fewer than k rows are dropped, again
 * and again, until every user and item with a row has k. It is taken of the training rows alone, as
 * the core of all positives would say which held-out rows there are; what is asked and what is
 * ranked stay as they were.
 */
public final class KCore {
  private KCore() {}

  /**
   * The core, perhaps empty, with the same numbers for users and items.
   *
   * @param data its hash changes with its rows; what was built on all of its rows stays admitted
   * @param k from 1 on
   * @throws IllegalArgumentException if {@code k} is below 1
   */
  public static TrainingData of(TrainingData data, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("expected a k of 1 or more, found " + k);
    }
    InteractionTable rows = data.positives();
    while (true) {
      InteractionTable before = rows;
      int[] ofItem = before.popularity();
      int[][] ofUser = before.rowsByUser();
      rows =
          before.filter(
              row -> ofItem[before.item(row)] >= k && ofUser[before.user(row)].length >= k);
      if (rows.size() == before.size()) {
        return data.only(rows);
      }
    }
  }
}
