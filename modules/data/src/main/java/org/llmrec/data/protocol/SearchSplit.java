package org.llmrec.data.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.split.SeededShuffle;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.CanonicalTable;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * Search: the queries are cut and not the positives, half of them (rounded down) for validation,
 * the other for the test; all positives of the items, and the queries of the validation, may be
 * learnt from at either time.
 */
final class SearchSplit {
  /** The counts of what was left out when the queries were cut. */
  static final List<String> LEFT_OUT =
      List.of("queries without a known item", "judgements of unknown items");

  private SearchSplit() {}

  static ProtocolSplit cut(
      List<JudgedQuery> queries,
      InteractionTable positives,
      List<String> items,
      ProtocolOptions options) {
    Ids catalogue = Ids.of(items.stream().sorted().toList());
    int judgements = 0;
    List<JudgedQuery> known = new ArrayList<>();
    for (JudgedQuery query : queries) {
      SortedMap<String, Integer> judged = new TreeMap<>(query.judged());
      judged.keySet().removeIf(item -> !catalogue.contains(item));
      judgements += query.judged().size() - judged.size();
      if (!judged.isEmpty()) {
        known.add(new JudgedQuery(query.id(), query.text(), judged));
      }
    }
    known.sort(Comparator.comparing(JudgedQuery::id));
    refuseRepeats(known);
    if (known.size() < 2) {
      throw new ConfigException(
          DataCode.DATA_TOO_FEW,
          "expected at least 2 queries with a judged item of the catalogue, found "
              + known.size()
              + " of "
              + queries.size());
    }
    List<JudgedQuery> validation = new ArrayList<>();
    List<JudgedQuery> test = new ArrayList<>();
    int[] order = SeededShuffle.of(known.size(), options.seed(), options.protocol().label());
    for (int i = 0; i < order.length; i++) {
      (i < order.length / 2 ? validation : test).add(known.get(order[i]));
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put(LEFT_OUT.get(0), queries.size() - known.size());
    counts.put(LEFT_OUT.get(1), judgements);
    return of(options, training(positives, catalogue), validation, test, counts);
  }

  /** The rows of the catalogue's items, and the users who have any. */
  private static InteractionTable training(InteractionTable positives, Ids catalogue) {
    InteractionTable kept =
        CanonicalTable.of(
            positives.filter(
                row -> catalogue.contains(positives.items().get(positives.item(row)))));
    return CanonicalTable.over(kept, kept.users(), catalogue);
  }

  private static void refuseRepeats(List<JudgedQuery> sorted) {
    Set<String> ids = new HashSet<>();
    for (JudgedQuery query : sorted) {
      if (!ids.add(query.id())) {
        throw new ConfigException(
            DataCode.ID_TWICE,
            "expected each query once, found '" + query.id() + "' again; give every query its id");
      }
    }
  }

  /** From the cut, as it was made or read back. */
  static ProtocolSplit of(
      ProtocolOptions options,
      InteractionTable train,
      List<JudgedQuery> validation,
      List<JudgedQuery> test,
      Map<String, Integer> counts) {
    List<JudgedQuery> learntFrom =
        validation.stream().sorted(Comparator.comparing(JudgedQuery::id)).toList();
    TrainingData training =
        new TrainingData(train, null, Set.of(), learntFrom, Collections.emptySortedMap());
    InteractionTable none = train.filter(row -> false);
    return ProtocolSplit.assemble(
        options,
        new Split(train, none, none),
        training,
        training,
        cases(validation, train.items()),
        cases(test, train.items()),
        counts);
  }

  private static List<EvaluationCase> cases(List<JudgedQuery> queries, Ids items) {
    return queries.stream()
        .sorted(Comparator.comparing(JudgedQuery::id))
        .map(query -> asked(query, items))
        .toList();
  }

  /** Ids and numbers have the same order, so the map's is the items'. */
  private static EvaluationCase asked(JudgedQuery query, Ids items) {
    return new EvaluationCase(
        query.id(),
        new Asker.QueryText(query.text()),
        new int[0],
        query.judged().keySet().stream().mapToInt(items::indexOf).toArray(),
        query.judged().values().stream().mapToInt(grade -> grade).toArray(),
        null,
        Set.of());
  }
}
