package org.llmrec.retrieve;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): lists whose scores cannot be
 * compared are joined by their ranks. An item's score is the sum over the lists of {@code 1 / (20 +
 * rank)}; a list that has no value for it adds nothing.
 */
public final class Fusion {
  /**
   * How slowly the weight falls with the rank. The paper's 60 was chosen for lists of a thousand;
   * for a page of ten out of a few hundred candidates it makes rank 5 and rank 15 nearly the same.
   */
  public static final int K = 20;

  private Fusion() {}

  /**
   * Ranks from scores: 1 for the highest, equal scores by position.
   *
   * @param scores {@code [N]}; NaN where there is no value
   * @return {@code [N]}; 0 where there is no value
   */
  public static int[] ranks(float[] scores) {
    int[] order = new int[scores.length];
    int n = 0;
    for (int i = 0; i < scores.length; i++) {
      if (!Float.isNaN(scores[i])) {
        order[n++] = i;
      }
    }
    int[] ranks = new int[scores.length];
    int rank = 1;
    for (int i : descending(scores, Arrays.copyOf(order, n))) {
      ranks[i] = rank++;
    }
    return ranks;
  }

  private static int[] descending(float[] scores, int[] positions) {
    return Arrays.stream(positions)
        .boxed()
        .sorted(
            (a, b) -> {
              // Plain comparison first, so that -0.0 and 0.0 are the tie that they are.
              if (scores[a] != scores[b]) {
                return scores[a] > scores[b] ? -1 : 1;
              }
              return Integer.compare(a, b);
            })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * The fused scores, each list weighing 1.
   *
   * @param lists ranks {@code [N]} of each list for the same N items; 0 where a list has no value
   * @return {@code [N]}; 0 for an item that no list has
   * @throws IllegalArgumentException if the lists differ in length or a rank is negative
   */
  public static double[] reciprocalRank(List<int[]> lists) {
    return reciprocalRank(lists, Collections.nCopies(lists.size(), 1.0));
  }

  /**
   * The fused scores: the sum over the lists of {@code weight / (20 + rank)}.
   *
   * @param lists ranks {@code [N]} of each list for the same N items; 0 where a list has no value
   * @param weights one per list, 0 or more
   * @return {@code [N]}; 0 for an item that no list has
   * @throws IllegalArgumentException if the lists differ in length, their number is not that of the
   *     weights, or a rank is negative
   */
  public static double[] reciprocalRank(List<int[]> lists, List<Double> weights) {
    return reciprocalRank(lists, weights, K);
  }

  /**
   * The same with another number than {@value #K}.
   *
   * @param k how slowly the weight falls with the rank, 0 or more
   * @throws IllegalArgumentException if {@code k} is negative as well
   */
  public static double[] reciprocalRank(List<int[]> lists, List<Double> weights, int k) {
    if (k < 0) {
      throw new IllegalArgumentException("k must be 0 or more, found " + k);
    }
    if (lists.size() != weights.size()) {
      throw new IllegalArgumentException(
          "expected a weight per list, found " + weights.size() + " for " + lists.size());
    }
    double[] fused = new double[lists.isEmpty() ? 0 : lists.get(0).length];
    for (int l = 0; l < lists.size(); l++) {
      int[] ranks = lists.get(l);
      if (ranks.length != fused.length) {
        throw new IllegalArgumentException(
            "lists to fuse differ in length: " + fused.length + " != " + ranks.length);
      }
      for (int i = 0; i < ranks.length; i++) {
        if (ranks[i] < 0) {
          throw new IllegalArgumentException("a rank is 1 or more, or 0 for none: " + ranks[i]);
        }
        if (ranks[i] > 0) {
          fused[i] += weights.get(l) / ((double) k + ranks[i]);
        }
      }
    }
    return fused;
  }

  /**
   * The sum over the lists of {@code weight * z}, with {@code z} the distance of an item's score
   * from the list's mean in standard deviations of the list. Where a list does not have an item, it
   * counts as the list's last: whoever was not found is not better than any that were. A list whose
   * scores are all equal adds nothing.
   *
   * @param lists scores {@code [N]} of each list for the same N items; NaN where a list has no
   *     value
   * @param weights one per list, 0 or more
   * @return {@code [N]}
   * @throws IllegalArgumentException if the lists differ in length or their number is not that of
   *     the weights
   */
  public static double[] zScores(List<float[]> lists, List<Double> weights) {
    if (lists.size() != weights.size()) {
      throw new IllegalArgumentException(
          "expected a weight per list, found " + weights.size() + " for " + lists.size());
    }
    double[] fused = new double[lists.isEmpty() ? 0 : lists.get(0).length];
    for (int l = 0; l < lists.size(); l++) {
      float[] scores = lists.get(l);
      if (scores.length != fused.length) {
        throw new IllegalArgumentException(
            "lists to fuse differ in length: " + fused.length + " != " + scores.length);
      }
      addStandardised(scores, weights.get(l), fused);
    }
    return fused;
  }

  private static void addStandardised(float[] scores, double weight, double[] fused) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    int n = 0;
    for (float score : scores) {
      if (!Float.isNaN(score)) {
        sum += score;
        least = Math.min(least, score);
        n++;
      }
    }
    double mean = sum / n;
    double squares = 0;
    for (float score : scores) {
      squares += Float.isNaN(score) ? 0 : (score - mean) * (score - mean);
    }
    double deviation = Math.sqrt(squares / n);
    if (!(deviation > 0) || Double.isInfinite(deviation)) {
      return;
    }
    for (int i = 0; i < fused.length; i++) {
      double score = Float.isNaN(scores[i]) ? least : scores[i];
      fused[i] += weight * (score - mean) / deviation;
    }
  }
}
