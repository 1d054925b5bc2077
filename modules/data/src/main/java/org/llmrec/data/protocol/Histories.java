package org.llmrec.data.protocol;

import java.util.Arrays;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.table.InteractionTable;

/** Users' items in the order in which they met them. */
final class Histories {
  private Histories() {}

  /**
   * Per user number the user's items, oldest first; at one time, or without times, in the order of
   * item ids. {@code [users][]}.
   *
   * @param table in canonical order
   */
  static int[][] of(InteractionTable table) {
    int[][] rows = rows(table);
    return Arrays.stream(rows)
        .map(list -> Arrays.stream(list).map(table::item).toArray())
        .toArray(int[][]::new);
  }

  /**
   * When the last of some rows happened; {@link Interaction#NO_TIME} where there is none, or one
   * has no time.
   */
  static long lastTime(InteractionTable table, int[] rows) {
    long last = Interaction.NO_TIME;
    for (int row : rows) {
      if (table.time(row) == Interaction.NO_TIME) {
        return Interaction.NO_TIME;
      }
      last = last == Interaction.NO_TIME ? table.time(row) : Math.max(last, table.time(row));
    }
    return last;
  }

  /** The same with row numbers instead of items. */
  static int[][] rows(InteractionTable table) {
    int[][] byUser = table.rowsByUser();
    for (int user = 0; user < byUser.length; user++) {
      // Rows come in the order of items, and a stable sort keeps that at one time.
      byUser[user] =
          Arrays.stream(byUser[user])
              .boxed()
              .sorted((a, b) -> Long.compare(table.time(a), table.time(b)))
              .mapToInt(row -> row)
              .toArray();
    }
    return byUser;
  }

  /**
   * Refuses a table in which a row has no time.
   *
   * @throws ConfigException if one has none; names the protocol, the row and how many there are
   */
  static void needTimes(InteractionTable table, Protocol protocol) {
    int without = 0;
    int first = -1;
    for (int row = 0; row < table.size(); row++) {
      if (table.time(row) == Interaction.NO_TIME) {
        first = without == 0 ? row : first;
        without++;
      }
    }
    if (without > 0) {
      throw new ConfigException(
          "expected a time with every positive, as protocol "
              + protocol.label()
              + " cuts by time, found "
              + without
              + " of "
              + table.size()
              + " without, such as user '"
              + table.users().get(table.user(first))
              + "' with item '"
              + table.items().get(table.item(first))
              + "'; name the column that holds the time, or choose protocol "
              + Protocol.A_TRAIN.label());
    }
  }
}
