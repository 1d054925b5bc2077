package org.llmrec.data.protocol;

import org.llmrec.data.split.PerUserSplit;
import org.llmrec.data.split.Split;
import org.llmrec.data.split.SplitOptions;
import org.llmrec.data.table.InteractionTable;

/**
 * A: the per-user random split. Users with fewer positives than asked for are left out, and with
 * them the items that nobody else has.
 */
record PerUserRules(boolean refit) implements Rules {
  @Override
  public Split cut(InteractionTable positives, ProtocolOptions options) {
    return PerUserSplit.of(
        positives,
        new SplitOptions(options.seed(), options.minPositives(), options.share(), false));
  }

  @Override
  public ProtocolSplit split(Split parts, ProtocolOptions options) {
    return WarmSplit.of(parts, options, refit);
  }
}
