package org.llmrec.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Rankings of the relevant items among a few items drawn at random, as many papers report them.
 * <strong>Do not compare systems by them.</strong> They can turn the order of two systems and say
 * little about the head of the full list (Krichene and Rendle, On Sampled Metrics for Item
 * Recommendation, KDD 2020). Among 10,000 items let A have half of its targets at rank 1 and half
 * at 5,000, and B all at 100: the hit rate at 10 is .50 for A and 0 for B; among 100 drawn items it
 * is .50 for A and 1.00 for B, because a target at rank 100 is beaten by one drawn item in a
 * hundred. They exist here only so that such figures can be checked.
 *
 * <p>Immutable, so safe for use by several threads.
 *
 * @param negatives how many items are drawn for each case, at least 1; all where there are fewer
 * @param seed decides, with the number of the case, what is drawn; the scores do not, so that all
 *     systems meet the same items
 */
public record SampledRanking(int negatives, long seed) {
  /** Checks the range. */
  public SampledRanking {
    if (negatives < 1) {
      throw new IllegalArgumentException("expected negatives from 1 on, found " + negatives);
    }
  }

  /**
   * Ranks as {@link RankedRelevance#expected} does, but only the relevant items and the drawn ones.
   *
   * @param number of the case
   * @param scores as in {@link RankedRelevance#expected}
   * @param candidates what to draw from, besides as in {@link RankedRelevance#expected}
   * @param masked never drawn, besides as in {@link RankedRelevance#expected}
   * @param relevant never drawn, besides as in {@link RankedRelevance#expected}
   * @param gains as in {@link RankedRelevance#expected}
   * @throws IllegalArgumentException as {@link RankedRelevance#expected}, for the items ranked
   */
  public RankedRelevance of(
      int number, float[] scores, int[] candidates, int[] masked, int[] relevant, int[] gains) {
    return RankedRelevance.expected(
        scores, drawn(number, scores.length, candidates, masked, relevant), null, relevant, gains);
  }

  /** The drawn items and those of the relevant ones that are candidates, ascending. */
  int[] drawn(int number, int items, int[] candidates, int[] masked, int[] relevant) {
    int left = 0;
    Candidates count = new Candidates(items, candidates, masked);
    for (int item = count.next(); item >= 0; item = count.next()) {
      left += Arrays.binarySearch(relevant, item) < 0 ? 1 : 0;
    }
    // Selection sampling (Knuth, TAOCP 2, algorithm 3.4.2 S): in order and without replacement.
    int wanted = Math.min(negatives, left);
    int[] drawn = new int[wanted + relevant.length];
    int size = 0;
    // The factor keeps the streams of neighbouring cases apart.
    SplittableRandom random = new SplittableRandom(seed + 0xD1342543DE82EF95L * (number + 1L));
    Candidates walk = new Candidates(items, candidates, masked);
    for (int item = walk.next(); item >= 0; item = walk.next()) {
      if (Arrays.binarySearch(relevant, item) >= 0) {
        drawn[size++] = item;
      } else if (random.nextInt(left--) < wanted) {
        drawn[size++] = item;
        wanted--;
      }
    }
    return Arrays.copyOf(drawn, size);
  }
}
