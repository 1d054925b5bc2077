package org.llmrec.train.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.table.Ids;
import org.llmrec.metrics.Metric;
import org.llmrec.metrics.Metric.Family;
import org.llmrec.metrics.PairedTest;
import org.llmrec.metrics.RankedRelevance;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.train.search.SearchLearning.Orders;

/**
 * Learns an order of search for serving and measures it against rank fusion, every judged query by
 * what was learnt without its fold. An order that is not better there is not served.
 */
public final class SearchTrainer {
  /**
   * With fewer judged queries not even a middling gain (half a standard deviation) shows, four
   * times out of five, in a paired test: nobody could tell whether what was learnt helps.
   */
  public static final int FEWEST_QUERIES = 30;

  /** How many of the best by words and by vectors are put in order. */
  public static final int DEPTH = 200;

  private static final Metric NDCG = new Metric(Family.NDCG, 10);

  /** Scores a catalogue for a query. */
  @FunctionalInterface
  public interface Scores {
    /** Of all items; negative infinity for what is not found. */
    float[] of(String query);
  }

  /** What was learnt, if it is to be served, and how good it is. */
  public record Trained(Optional<ListNetwork> network, SearchReport report) {}

  private SearchTrainer() {}

  /**
   * Learns and measures.
   *
   * @param features of candidates
   * @param fused the order to beat
   * @param fusion the feature that ranks as rank fusion
   * @param items the catalogue, by number
   * @param clicked by the text of a query, from an item's id to how relevant it is; those of judged
   *     queries are passed over, as they would tell what the judgements are asked
   */
  public static Trained train(
      QueryFeatures features,
      Scores fused,
      String fusion,
      Ids items,
      List<JudgedQuery> judged,
      SortedMap<String, SortedMap<String, Double>> clicked,
      long seed,
      int threads) {
    if (judged.size() < FEWEST_QUERIES) {
      return nothing(
          judged,
          "an order of search is learnt from "
              + FEWEST_QUERIES
              + " judged queries on, as with fewer nobody could tell whether it helps; there are "
              + judged.size()
              + ", so rank fusion orders searches");
    }
    TreeMap<String, SortedMap<String, Double>> others = new TreeMap<>(clicked);
    judged.forEach(query -> others.remove(query.text()));
    Optional<Orders> orders =
        new SearchLearning(SearchLearning.STANDARD, SearchLearning.FOLDS, fusion, seed, threads)
            .learn(features, items, new SearchLearning.Queries(judged, others, List.of()));
    if (orders.isEmpty()) {
      return nothing(
          judged,
          "no judged query finds both an item that answers it and one that does not; rank fusion"
              + " orders searches");
    }
    SearchReport.Figures figures = measure(orders.get(), features, fused, items, judged, seed);
    if (figures.learnt() <= figures.fusion()) {
      return new Trained(
          Optional.empty(),
          new SearchReport(
              false,
              judged.size(),
              Optional.of(figures),
              List.of(
                  "the learnt order of searches is not better than rank fusion on held-out"
                      + " queries, so rank fusion orders them")));
    }
    return new Trained(
        Optional.of(orders.get().whole().network()),
        new SearchReport(true, judged.size(), Optional.of(figures), List.of()));
  }

  private static Trained nothing(List<JudgedQuery> judged, String why) {
    return new Trained(Optional.empty(), SearchReport.nothing(judged.size(), why));
  }

  private static SearchReport.Figures measure(
      Orders orders,
      QueryFeatures features,
      Scores fused,
      Ids items,
      List<JudgedQuery> judged,
      long seed) {
    double[] learnt = new double[judged.size()];
    double[] fusion = new double[learnt.length];
    for (int q = 0; q < learnt.length; q++) {
      JudgedQuery query = judged.get(q);
      QueryFeatures.Told told = features.of(query.text());
      float[] own = new float[told.items().length];
      orders.without().get(query.text()).add(told.features(), own);
      float[] scores = new float[items.size()];
      Arrays.fill(scores, Float.NEGATIVE_INFINITY);
      for (int i = 0; i < own.length; i++) {
        scores[told.items()[i]] = own[i];
      }
      learnt[q] = ndcg(scores, query, items);
      fusion[q] = ndcg(fused.of(query.text()), query, items);
    }
    return new SearchReport.Figures(
        learnt.length,
        Arrays.stream(learnt).average().orElseThrow(),
        Arrays.stream(fusion).average().orElseThrow(),
        PairedTest.of(learnt, fusion, PairedTest.Options.seeded(seed)));
  }

  private static double ndcg(float[] scores, JudgedQuery query, Ids items) {
    int[] relevant = query.judged().keySet().stream().mapToInt(items::indexOf).sorted().toArray();
    int[] gains = new int[relevant.length];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = query.judged().get(items.get(relevant[i]));
    }
    return NDCG.of(RankedRelevance.expected(scores, null, null, relevant, gains));
  }
}
