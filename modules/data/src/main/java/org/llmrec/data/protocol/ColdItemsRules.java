package org.llmrec.data.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.split.Part;
import org.llmrec.data.split.SeededShuffle;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.CanonicalTable;
import org.llmrec.data.table.InteractionTable;

/**
 * Cold items: among the users that A keeps, a fifth of the items with enough positives loses all
 * its interactions, half of them (rounded down) for validation, the other for the test. Training
 * has no row of either, also for the test. Every user who liked some is asked twice: for a ranking
 * of the part's held-out items alone, and of the full catalogue, where what the user has in
 * training is masked, and for the test also the validation items that the user liked.
 */
final class ColdItemsRules implements Rules {
  private static final String HELD_OUT = "held-out";
  private static final String ALL = "all";

  @Override
  public Split cut(InteractionTable positives, ProtocolOptions options) {
    InteractionTable base = CanonicalTable.ofUsersWith(positives, options.minPositives());
    int[] popularity = base.popularity();
    int[] able =
        IntStream.range(0, popularity.length)
            .filter(item -> popularity[item] >= options.minItemPositives())
            .toArray();
    int cold = (int) Math.round(options.coldShare() * able.length);
    if (cold < 2) {
      throw new ConfigException(
          DataCode.DATA_TOO_FEW,
          "expected at least 2 items to go cold, found "
              + able.length
              + " items with "
              + options.minItemPositives()
              + " positives or more, and a share of "
              + options.coldShare());
    }
    Part[] ofItem = new Part[popularity.length];
    Arrays.fill(ofItem, Part.TRAIN);
    int[] order = SeededShuffle.of(able.length, options.seed(), options.protocol().label());
    for (int i = 0; i < cold; i++) {
      ofItem[able[order[i]]] = i < cold / 2 ? Part.VALIDATION : Part.TEST;
    }
    Part[] parts = new Part[base.size()];
    Arrays.setAll(parts, row -> ofItem[base.item(row)]);
    return Split.of(base, parts);
  }

  @Override
  public ProtocolSplit split(Split parts, ProtocolOptions options) {
    TrainingData training = new TrainingData(parts.train(), parts.validation(), Set.of());
    int[] validationItems = items(parts.validation());
    int[] testItems = items(parts.test());
    InteractionTable seen = CanonicalTable.union(parts.train(), parts.validation());
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("validation held-out items", validationItems.length);
    counts.put("test held-out items", testItems.length);
    return ProtocolSplit.assemble(
        options,
        parts,
        training,
        training,
        cases(new WarmCases(parts.train(), parts.train()), parts.validation(), validationItems),
        cases(new WarmCases(parts.train(), seen), parts.test(), testItems),
        counts);
  }

  private static List<EvaluationCase> cases(WarmCases warm, InteractionTable asked, int[] heldOut) {
    int[][] relevant = asked.itemsByUser();
    List<EvaluationCase> cases = new ArrayList<>();
    for (int user = 0; user < relevant.length; user++) {
      if (relevant[user].length > 0) {
        cases.add(ranked(warm, user, HELD_OUT, relevant[user], heldOut));
        cases.add(ranked(warm, user, ALL, relevant[user], null));
      }
    }
    return cases;
  }

  private static EvaluationCase ranked(
      WarmCases warm, int user, String what, int[] relevant, int[] candidates) {
    return warm.of(user, "/" + what, relevant, candidates, Set.of("ranked:" + what));
  }

  /** The items with a row, ascending. */
  private static int[] items(InteractionTable table) {
    int[] popularity = table.popularity();
    return IntStream.range(0, popularity.length).filter(item -> popularity[item] > 0).toArray();
  }
}
