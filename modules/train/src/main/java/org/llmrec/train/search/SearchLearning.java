package org.llmrec.train.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.table.Ids;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.train.list.ListLearner;
import org.llmrec.train.list.ListLearner.Learnt;
import org.llmrec.train.list.ListLearning;
import org.llmrec.train.list.RankedList;

/**
 * Learns from queries whose answers are known how to order what a search finds, once from all of
 * them and once without those of each fold (cross-fitting).
 *
 * @param how the network learns
 * @param folds into how many parts judged queries are cut
 * @param fusion the name of the feature to rank by where nothing can be learnt from others
 * @param seed of everything random
 * @param threads how many it may use
 */
public record SearchLearning(ListLearning how, int folds, String fusion, long seed, int threads) {
  /** How an order of searches is learnt unless told otherwise. */
  public static final ListLearning STANDARD =
      new ListLearning("search.learning-rate", 0, 200, 64, 0.02, 0.03, 0, 1);

  /** Into how many parts judged queries are cut unless told otherwise. */
  public static final int FOLDS = 5;

  /**
   * What there is to learn from.
   *
   * @param judged judged queries
   * @param clicked by the text of other queries, from an item's id to how relevant it is
   * @param madeUp queries that nobody asked, with their answers
   */
  public record Queries(
      List<JudgedQuery> judged,
      SortedMap<String, SortedMap<String, Double>> clicked,
      List<JudgedQuery> madeUp) {}

  /**
   * What was learnt.
   *
   * @param whole from all queries, and how
   * @param without by the text of a judged query, the network that was learnt without it
   * @param features the names of the features
   * @param judgedLists how many lists of judged queries there were to learn from
   * @param otherLists how many others
   */
  public record Orders(
      Learnt whole,
      Map<String, ListNetwork> without,
      List<String> features,
      int judgedLists,
      int otherLists) {}

  /**
   * Learns.
   *
   * @param items the catalogue, by number
   * @return empty where no query finds both an item that answers it and one that does not
   */
  public Optional<Orders> learn(QueryFeatures found, Ids items, Queries queries) {
    QueryLists lists = new QueryLists(found, items, folds);
    lists.addJudged(queries.judged());
    lists.addClicked(queries.clicked());
    lists.addMadeUp(queries.madeUp());
    if (lists.all().isEmpty()) {
      return Optional.empty();
    }
    List<String> features = lists.features();
    Learnt whole = learn(lists.all(), features);
    List<ListNetwork> byFold = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      List<RankedList> others = lists.without(fold);
      byFold.add(others.isEmpty() ? alone(features) : learn(others, features).network());
    }
    Map<String, ListNetwork> without = new HashMap<>();
    lists.foldOf().forEach((text, fold) -> without.put(text, byFold.get(fold)));
    return Optional.of(new Orders(whole, without, features, lists.judged(), lists.others()));
  }

  private Learnt learn(List<RankedList> lists, List<String> features) {
    return new ListLearner(lists, features.size(), how).learn(0, seed, threads);
  }

  private ListNetwork alone(List<String> features) {
    float[] direct = new float[features.size()];
    direct[features.indexOf(fusion)] = 1;
    return new ListNetwork(direct, new float[0], new float[0], new float[0]);
  }
}
