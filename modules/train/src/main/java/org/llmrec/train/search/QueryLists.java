package org.llmrec.train.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.table.Ids;
import org.llmrec.train.list.RankedList;

/**
 * Lists to learn from, of queries whose answers are known. Those of judged queries are dealt out to
 * folds; all others belong to none. Not thread-safe.
 */
final class QueryLists {
  private final QueryFeatures signals;
  private final Ids items;
  private final List<List<RankedList>> folds = new ArrayList<>();
  private final List<RankedList> others = new ArrayList<>();
  private final Map<String, Integer> foldOf = new HashMap<>();
  private List<String> features = List.of();

  QueryLists(QueryFeatures signals, Ids items, int folds) {
    this.signals = signals;
    this.items = items;
    IntStream.range(0, folds).forEach(fold -> this.folds.add(new ArrayList<>()));
  }

  /**
   * Judged queries. The same text has the same fold, for the same question may have been judged
   * twice.
   */
  void addJudged(List<JudgedQuery> queries) {
    queries.stream()
        .map(JudgedQuery::text)
        .distinct()
        .sorted()
        .forEach(text -> foldOf.put(text, foldOf.size() % folds.size()));
    queries.forEach(query -> add(query.text(), gains(query), folds.get(foldOf.get(query.text()))));
  }

  /** Made-up queries, which are nobody's, so that every fold may learn from them. */
  void addMadeUp(List<JudgedQuery> queries) {
    queries.forEach(query -> add(query.text(), gains(query), others));
  }

  /** Queries that were clicked on and that nothing is judged by. */
  void addClicked(SortedMap<String, SortedMap<String, Double>> clicked) {
    clicked.forEach((text, relevance) -> add(text, relevance, others));
  }

  /** A grade {@code g} weighs {@code 2^g - 1}, as in nDCG. */
  private static Map<String, Double> gains(JudgedQuery query) {
    Map<String, Double> gains = new HashMap<>();
    query.judged().forEach((item, grade) -> gains.put(item, Math.pow(2, grade) - 1));
    return gains;
  }

  private void add(String text, Map<String, Double> weights, List<RankedList> lists) {
    QueryFeatures.Told found = signals.of(text);
    features = found.names();
    float[] targets = new float[found.items().length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = weights.getOrDefault(items.get(found.items()[i]), 0.0).floatValue();
    }
    RankedList.of(found.features(), targets).ifPresent(lists::add);
  }

  /** What the features are called; empty where no query was added. */
  List<String> features() {
    return features;
  }

  /** How many lists are of judged queries. */
  int judged() {
    return folds.stream().mapToInt(List::size).sum();
  }

  /** How many lists are of other queries. */
  int others() {
    return others.size();
  }

  /** The fold of each judged query by its text. */
  Map<String, Integer> foldOf() {
    return foldOf;
  }

  /** All lists. */
  List<RankedList> all() {
    return without(-1);
  }

  /** All lists but those of a fold. */
  List<RankedList> without(int fold) {
    List<RankedList> lists = new ArrayList<>(others);
    for (int each = 0; each < folds.size(); each++) {
      if (each != fold) {
        lists.addAll(folds.get(each));
      }
    }
    return lists;
  }
}
