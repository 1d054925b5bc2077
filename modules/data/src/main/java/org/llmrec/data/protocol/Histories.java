package org.llmrec.data.protocol;

import java.util.Arrays;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.table.InteractionTable;

/** What is known of users' rows in the order in which they met the items. */
final class Histories {
  private Histories() {}

  /** The items of some rows, in their order. */
  static int[] items(InteractionTable table, int[] rows) {
    return Arrays.stream(rows).map(table::item).toArray();
  }

  /**
   * When the last of some rows happened; {@link Interaction#NO_TIME} where there is none, or one
   * has no time.
   *
   * @param rows oldest first, those without a time before all others
   */
  static long lastTime(InteractionTable table, int[] rows) {
    return rows.length == 0 || table.time(rows[0]) == Interaction.NO_TIME
        ? Interaction.NO_TIME
        : table.time(rows[rows.length - 1]);
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
          DataCode.TIMES_UNUSABLE,
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
