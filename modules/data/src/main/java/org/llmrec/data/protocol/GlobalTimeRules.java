package org.llmrec.data.protocol;

import java.util.Arrays;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.split.Part;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.CanonicalTable;
import org.llmrec.data.table.InteractionTable;

/**
 * C: two cut points in calendar time, such that a tenth of the positives lies after the second and
 * another between them. What happened at the very time of a cut lies after it, so that equal times
 * are never on both sides and every time of training is before every time of the test; the later
 * parts are larger by such ties. Nobody is left out: a user or an item that is unknown before a cut
 * is asked about nonetheless. For the test, fitted on train and validation.
 */
final class GlobalTimeRules implements Rules {
  @Override
  public Split cut(InteractionTable positives, ProtocolOptions options) {
    Histories.needTimes(positives, options.protocol());
    InteractionTable table = CanonicalTable.of(positives);
    int n = table.size();
    int held = Math.max(1, (int) Math.round(options.share() * n));
    if (n < 2 * held + 1) {
      throw new ConfigException(
          DataCode.DATA_TOO_FEW,
          "expected at least 3 positives to cut at two points in time, found " + n);
    }
    long[] times = new long[n];
    Arrays.setAll(times, table::time);
    Arrays.sort(times);
    long validationFrom = times[n - 2 * held];
    long testFrom = times[n - held];
    if (times[0] == validationFrom || validationFrom == testFrom) {
      throw new ConfigException(
          DataCode.TIMES_UNUSABLE,
          "expected times that tell train, validation and test apart, found the same time ("
              + validationFrom
              + ") on both sides of a cut; the times are too coarse for protocol "
              + options.protocol().label());
    }
    Part[] parts = new Part[n];
    for (int row = 0; row < n; row++) {
      long time = table.time(row);
      parts[row] =
          time < validationFrom ? Part.TRAIN : time < testFrom ? Part.VALIDATION : Part.TEST;
    }
    return Split.of(table, parts);
  }

  @Override
  public ProtocolSplit split(Split parts, ProtocolOptions options) {
    return WarmSplit.of(parts, options, true);
  }
}
