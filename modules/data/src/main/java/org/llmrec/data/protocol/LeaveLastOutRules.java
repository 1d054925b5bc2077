package org.llmrec.data.protocol;

import java.util.Arrays;
import org.llmrec.data.split.Part;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.CanonicalTable;
import org.llmrec.data.table.InteractionTable;

/**
 * B: by time per user, the last positive is test and the last but one validation; of two at one
 * time the one whose item id comes later counts as later. Users with fewer than 3 positives are
 * left out: they would have nothing to learn from. For the test, fitted on train and validation.
 */
final class LeaveLastOutRules implements Rules {
  private static final int FEWEST = 3;

  @Override
  public Split cut(InteractionTable positives, ProtocolOptions options) {
    InteractionTable kept = CanonicalTable.ofUsersWith(positives, FEWEST);
    Histories.needTimes(kept, options.protocol());
    Part[] parts = new Part[kept.size()];
    Arrays.fill(parts, Part.TRAIN);
    for (int[] rows : kept.rowsByUserInTime()) {
      parts[rows[rows.length - 1]] = Part.TEST;
      parts[rows[rows.length - 2]] = Part.VALIDATION;
    }
    return Split.of(kept, parts);
  }

  @Override
  public ProtocolSplit split(Split parts, ProtocolOptions options) {
    return WarmSplit.of(parts, options, true);
  }
}
