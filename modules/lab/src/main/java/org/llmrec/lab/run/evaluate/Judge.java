package org.llmrec.lab.run.evaluate;

import org.llmrec.data.table.Ids;
import org.llmrec.metrics.RankedRelevance;
import org.llmrec.metrics.SampledRanking;
import org.llmrec.metrics.Ties;
import org.llmrec.metrics.TrecOrder;

/** How a ranking is looked at. */
@FunctionalInterface
interface Judge {
  /**
   * Where the relevant items stand.
   *
   * @param number of the case in its part of the split
   */
  RankedRelevance of(
      int number, float[] scores, int[] candidates, int[] masked, int[] relevant, int[] gains);

  /** By the full catalogue. */
  static Judge full(Ties ties, Ids items) {
    return switch (ties) {
      case EXPECTED ->
          (number, scores, candidates, masked, relevant, gains) ->
              RankedRelevance.expected(scores, candidates, masked, relevant, gains);
      case TREC -> {
        int[] order = TrecOrder.of(items.asList());
        yield (number, scores, candidates, masked, relevant, gains) ->
            RankedRelevance.trec(scores, candidates, masked, relevant, gains, order);
      }
    };
  }

  /** By a few items drawn at random, against better knowledge. */
  static Judge sampled(int negatives, long seed) {
    return new SampledRanking(negatives, seed)::of;
  }
}
