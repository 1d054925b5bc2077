package org.llmrec.train.hybrid;

import java.util.Arrays;
import java.util.Optional;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rank.list.Times;

/** The times of rows by item. */
final class MeetingTimes {
  private MeetingTimes() {}

  /** Empty where a row has no time, or there is none. */
  static Optional<Times> of(InteractionTable rows) {
    int[] counts = rows.popularity();
    int[] starts = new int[counts.length + 1];
    for (int item = 0; item < counts.length; item++) {
      starts[item + 1] = starts[item] + counts[item];
    }
    int[] next = starts.clone();
    int[] minutes = new int[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      if (rows.time(row) == Interaction.NO_TIME) {
        return Optional.empty();
      }
      minutes[next[rows.item(row)]++] = minute(rows, row);
    }
    if (minutes.length == 0) {
      return Optional.empty();
    }
    for (int item = 0; item < counts.length; item++) {
      Arrays.sort(minutes, starts[item], starts[item + 1]);
    }
    return Optional.of(new Times(starts, minutes));
  }

  private static int minute(InteractionTable rows, int row) {
    long minute = Math.floorDiv(rows.time(row), 60);
    if (minute != (int) minute) {
      throw new ConfigException(
          DataCode.TIMES_UNUSABLE,
          "expected times in seconds since 1970, found "
              + rows.interaction(row)
              + ", thousands of years away; are they milliseconds?");
    }
    return (int) minute;
  }
}
