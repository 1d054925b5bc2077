package org.llmrec.data.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.CanonicalTable;
import org.llmrec.data.table.InteractionTable;

/**
 * What A, B and C do once the positives are cut. Tuning: fitted on, scored from and masked by
 * train, measured on validation. Test: fitted on and scored from train, or where refitted from
 * train and validation; masked by both in either case.
 */
final class WarmSplit {
  private WarmSplit() {}

  static ProtocolSplit of(Split parts, ProtocolOptions options, boolean refit) {
    TrainingData tuning = new TrainingData(parts.train(), parts.validation(), Set.of());
    InteractionTable both = CanonicalTable.union(parts.train(), parts.validation());
    TrainingData testing = refit ? new TrainingData(both, null, Set.of(tuning.hash())) : tuning;
    Map<String, Integer> counts = new LinkedHashMap<>();
    unknown(counts, "validation", parts.validation(), tuning.positives());
    unknown(counts, "test", parts.test(), testing.positives());
    return ProtocolSplit.assemble(
        options,
        parts,
        tuning,
        testing,
        new WarmCases(parts.train(), parts.train()).of(parts.validation()),
        new WarmCases(testing.positives(), both).of(parts.test()),
        counts);
  }

  /** How many of the rows asked for are of an item, or a user, that training has no row of. */
  private static void unknown(
      Map<String, Integer> counts, String part, InteractionTable asked, InteractionTable known) {
    int[] popularity = known.popularity();
    int[][] histories = known.itemsByUser();
    int items = 0;
    int users = 0;
    for (int row = 0; row < asked.size(); row++) {
      items += popularity[asked.item(row)] == 0 ? 1 : 0;
      users += histories[asked.user(row)].length == 0 ? 1 : 0;
    }
    counts.put(part + " of unknown items", items);
    counts.put(part + " of unknown users", users);
  }
}
