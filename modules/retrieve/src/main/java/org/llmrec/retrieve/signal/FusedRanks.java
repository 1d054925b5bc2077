package org.llmrec.retrieve.signal;

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
public record FusedRanks(QueryScorer words, QueryScorer vectors, int k, double weight)
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
  public static float[] fuse(int[] byWords, int[] byVectors, int k, double weight) {
    double[] fused =
        Fusion.reciprocalRank(List.of(byWords, byVectors), List.of(weight, 1 - weight), k);
    float[] scores = new float[fused.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = fused[i] > 0 ? (float) fused[i] : Float.NEGATIVE_INFINITY;
    }
    return scores;
  }

  /** From 1 on; 0 for what is not ranked. */
  public static int[] ranks(float[] scores) {
    // Score and item in one number, since boxes would take most of the time of a search.
    long[] order =
        IntStream.range(0, scores.length)
            .filter(i -> scores[i] > Float.NEGATIVE_INFINITY)
            .mapToLong(i -> (long) ascending(-scores[i]) << 32 | i)
            .sorted()
            .toArray();
    int[] ranks = new int[scores.length];
    for (int at = 0; at < order.length; at++) {
      int item = (int) order[at];
      int before = at == 0 ? item : (int) order[at - 1];
      boolean tied = at > 0 && scores[item] == scores[before];
      ranks[item] = tied ? ranks[before] : at + 1;
    }
    return ranks;
  }

  /** A whole number that is the greater the greater the score. */
  private static int ascending(float score) {
    int bits = Float.floatToIntBits(score);
    return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
  }
}
