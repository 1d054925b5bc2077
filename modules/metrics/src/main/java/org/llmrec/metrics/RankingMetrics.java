package org.llmrec.metrics;

import java.util.Arrays;
import org.llmrec.metrics.Metric.Family;

/**
 * The usual figures of one ranked list with binary relevance, cut at rank k. All lie in [0, 1].
 *
 * @param precision hits among the first k, over k, even where the list is shorter
 * @param recall hits among the first k, over the number of relevant items
 * @param ndcg sum of 1 / log2(rank + 1) over the hits, over that of the ideal list, which has
 *     {@code min(k, relevant)} hits at its head
 * @param averagePrecision precision at each hit's rank, summed, over the number of relevant items
 *     (what trec_eval calls map_cut)
 * @param reciprocalRank 1 / rank of the first hit, 0 without one
 * @param hit 1 with a hit among the first k, else 0
 */
public record RankingMetrics(
    double precision,
    double recall,
    double ndcg,
    double averagePrecision,
    double reciprocalRank,
    double hit) {

  /**
   * From the ranks that hit.
   *
   * @param hits whether the item at each rank is relevant, best rank first
   * @param relevant how many relevant items there are, in the list or not
   * @param k the cut, at least 1
   * @throws IllegalArgumentException if {@code k < 1}, or {@code relevant} is smaller than the
   *     number of hits or than 1: without relevant items nothing is defined, and the caller leaves
   *     the user out of the mean
   */
  public static RankingMetrics of(boolean[] hits, int relevant, int k) {
    if (k < 1 || relevant < 1) {
      throw new IllegalArgumentException(
          "expected k and the number of relevant items from 1 on, found " + k + ", " + relevant);
    }
    RankedRelevance list =
        RankedRelevance.ofHits(hits.length > k ? Arrays.copyOf(hits, k) : hits, relevant);
    return new RankingMetrics(
        new Metric(Family.PRECISION, k).of(list),
        new Metric(Family.RECALL, k).of(list),
        new Metric(Family.NDCG, k).of(list),
        new Metric(Family.MAP, k).of(list),
        new Metric(Family.MRR, k).of(list),
        new Metric(Family.HIT, k).of(list));
  }

  /**
   * From a ranked list and the relevant items.
   *
   * @param ranked item numbers, best first, each at most once
   * @param relevant item numbers, ascending, at least one
   * @param k the cut, at least 1
   * @throws IllegalArgumentException as {@link #of(boolean[], int, int)}
   */
  public static RankingMetrics of(int[] ranked, int[] relevant, int k) {
    boolean[] hits = new boolean[Math.min(k, ranked.length)];
    for (int i = 0; i < hits.length; i++) {
      hits[i] = Arrays.binarySearch(relevant, ranked[i]) >= 0;
    }
    return of(hits, relevant.length, k);
  }
}
