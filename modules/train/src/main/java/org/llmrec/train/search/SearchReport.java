package org.llmrec.train.search;

import java.util.List;
import java.util.Optional;
import org.llmrec.metrics.PairedTest;

/**
 * What came of learning an order of search.
 *
 * @param learnt whether there is an order to serve
 * @param judged how many queries were judged
 * @param heldOut the learnt order beside rank fusion; empty where nothing was learnt
 * @param notes why nothing is served, else empty
 */
public record SearchReport(
    boolean learnt, int judged, Optional<Figures> heldOut, List<String> notes) {
  /** Copies the list. */
  public SearchReport {
    notes = List.copyOf(notes);
  }

  /** Without an order, and why. */
  static SearchReport nothing(int judged, String why) {
    return new SearchReport(false, judged, Optional.empty(), List.of(why));
  }

  /**
   * Means over judged queries, each ordered by what was learnt without its fold.
   *
   * @param queries how many
   * @param learnt nDCG@10 of the learnt order
   * @param fusion nDCG@10 of reciprocal rank fusion
   * @param ndcg learnt minus fusion, paired by query
   */
  public record Figures(int queries, double learnt, double fusion, PairedTest ndcg) {}
}
