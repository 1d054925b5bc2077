package org.llmrec.rerank.tallrec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.llmrec.data.split.SeededShuffle;
import org.llmrec.data.table.InteractionTable;

/** Cuts everybody's interactions into a history and a target. */
final class TallrecWindows {
  /** Users with no more interactions than that have no {@link TallrecForm.Drawing#LAST}. */
  static final int FEW = 3;

  private TallrecWindows() {}

  /** By user in the order of the table, and by time within a user. */
  static List<TallrecWindow> of(InteractionTable table, TallrecForm form, long seed) {
    List<TallrecWindow> windows = new ArrayList<>();
    int[][] rows = table.rowsByUserInTime();
    for (int user = 0; user < rows.length; user++) {
      switch (form.drawing()) {
        case EVERY -> every(windows, user, rows[user], form.history());
        case LAST -> {
          int[] order = SeededShuffle.of(rows[user].length, seed, table.users().get(user));
          last(windows, user, rows[user], form.history(), order);
        }
      }
    }
    return windows;
  }

  private static void every(List<TallrecWindow> windows, int user, int[] rows, int history) {
    for (int target = history; target < rows.length; target++) {
      windows.add(
          new TallrecWindow(
              user, Arrays.copyOfRange(rows, target - history, target), rows[target]));
    }
  }

  private static void last(
      List<TallrecWindow> windows, int user, int[] rows, int history, int[] order) {
    if (rows.length > FEW) {
      int[] shuffled = Arrays.stream(order).map(i -> rows[i]).toArray();
      int others = shuffled.length - 1;
      windows.add(
          new TallrecWindow(
              user, Arrays.copyOf(shuffled, Math.min(history, others)), shuffled[others]));
    }
  }
}
