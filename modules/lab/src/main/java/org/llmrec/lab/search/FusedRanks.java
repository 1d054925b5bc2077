package org.llmrec.lab.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.llmrec.retrieve.Fusion;

/**
 * Reciprocal rank fusion of two searches. Items with equal scores have equal ranks, that of the
 * first of them: the order in which the catalogue has them must not decide.
 *
 * @param words one search
 * @param vectors the other
 * @param k how slowly the weight falls with the rank
 * @param weight of the first, 0 to 1; the second has the rest
 */
record FusedRanks(QueryScorer words, QueryScorer vectors, int k, double weight)
    implements QueryScorer {
  @Override
  public void score(String query, float[] scores) {
    words.score(query, scores);
    int[] byWords = ranks(scores);
    vectors.score(query, scores);
    float[] fused = fuse(byWords, ranks(scores), k, weight);
    System.arraycopy(fused, 0, scores, 0, scores.length);
  }

  /**
   * Two rankings in one.
   *
   * @param weight of the first
   * @return fresh; {@link Float#NEGATIVE_INFINITY} for what neither ranks
   */
  static float[] fuse(int[] byWords, int[] byVectors, int k, double weight) {
    double[] fused =
        Fusion.reciprocalRank(List.of(byWords, byVectors), List.of(weight, 1 - weight), k);
    float[] scores = new float[fused.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = fused[i] > 0 ? (float) fused[i] : Float.NEGATIVE_INFINITY;
    }
    return scores;
  }

  /** From 1 on; 0 for what is not ranked. */
  static int[] ranks(float[] scores) {
    int[] order =
        IntStream.range(0, scores.length)
            .filter(i -> scores[i] > Float.NEGATIVE_INFINITY)
            .boxed()
            .sorted(Comparator.comparing(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[scores.length];
    Arrays.fill(ranks, 0);
    for (int at = 0; at < order.length; at++) {
      boolean tied = at > 0 && scores[order[at]] == scores[order[at - 1]];
      ranks[order[at]] = tied ? ranks[order[at - 1]] : at + 1;
    }
    return ranks;
  }
}
