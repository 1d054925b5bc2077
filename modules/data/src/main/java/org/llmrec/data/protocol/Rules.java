package org.llmrec.data.protocol;

import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.InteractionTable;

/** What one protocol does with positives, in two steps, so that a cut can be kept in files. */
interface Rules {
  /**
   * Says where every positive goes.
   *
   * @param positives one row per user and item, in any order
   * @throws ConfigException if they cannot be cut so
   */
  Split cut(InteractionTable positives, ProtocolOptions options);

  /** Says what is fitted and asked, given the cut. */
  ProtocolSplit split(Split parts, ProtocolOptions options);

  /**
   * The rules of a protocol.
   *
   * @throws ConfigException for search, which cuts queries and not positives
   */
  static Rules of(Protocol protocol) {
    return switch (protocol) {
      case A_TRAIN -> new PerUserRules(false);
      case A_REFIT -> new PerUserRules(true);
      case B -> new LeaveLastOutRules();
      case C -> new GlobalTimeRules();
      case COLD_ITEMS -> new ColdItemsRules();
      case COLD_USERS -> new ColdUsersRules();
      case SEARCH ->
          throw new ConfigException(
              OptionCode.OPTION_MISSING,
              "expected queries with judged items for the protocol search, found positives alone;"
                  + " give user tags, or topics and qrels");
    };
  }
}
