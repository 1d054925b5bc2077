package org.llmrec.lab.run;

import java.util.Locale;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.lab.experiment.Candidates;

/** Says in sentences what a protocol fits, masks and ranks. */
final class ProtocolWords {
  private ProtocolWords() {}

  static String of(ProtocolOptions options, Candidates candidates) {
    return switch (options.protocol()) {
      case A_TRAIN ->
          perUser(options)
              + " The test is fitted on train and scored from train; train and validation are"
              + " masked."
              + FULL;
      case A_REFIT ->
          perUser(options)
              + " For the test the chosen settings are refitted on train and validation, which"
              + " are both scored from and masked."
              + FULL;
      case B ->
          "By time per user: the last positive is test, the last but one validation, the rest"
              + " train. For the test the chosen settings are refitted on train and validation,"
              + " which are both scored from and masked."
              + FULL;
      case C ->
          percent(options.share())
              + " of all positives in time, the latest, are test, and as many before them"
              + " validation; the rest is train. For the test the chosen settings are refitted on"
              + " train and validation, which are both scored from and masked. Users and items"
              + " that are unknown before the cut are kept."
              + FULL;
      case COLD_ITEMS ->
          "Of the items with at least "
              + options.minItemPositives()
              + " positives "
              + percent(options.coldShare())
              + ", drawn by seed, lose all their interactions: half of these items are"
              + " validation, half test. Fitted on the rest, scored from it, and it is masked. "
              + (candidates == Candidates.ALL
                  ? "The leaderboard ranks the whole catalogue; a slice ranks the held-out items"
                      + " alone."
                  : "The leaderboard ranks the held-out items alone; a slice ranks the whole"
                      + " catalogue.");
      case COLD_USERS ->
          percent(options.coldShare())
              + " of the users, drawn by seed, are unknown in training: half of these users are"
              + " validation, half test. Each is known by a history of exactly "
              + options.histories()
              + " positives, first in time, which is masked; the rest is to be found."
              + FULL;
      case SEARCH ->
          "Queries with judged items; half of the queries, drawn by seed, are validation, half"
              + " test. All positives may be learnt from and nothing is masked."
              + FULL;
    };
  }

  private static final String FULL = " All items of the catalogue are ranked.";

  private static String perUser(ProtocolOptions options) {
    return "Users with at least "
        + options.minPositives()
        + " positives; per user, shuffled by seed, "
        + percent(options.share())
        + " are test, as many validation, the rest train.";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
