package org.llmrec.rank.list;

import java.util.Arrays;

/**
 * Scores of a {@link ListRanker} as probabilities.
 *
 * <p>The probability of an item is that it is among a person's hidden positives, where of
 * everybody's positives a share was hidden at random (a tenth, and at least one, unless training
 * was told otherwise) and the ranker was told the others. It is no probability of a click, nor that
 * the person would like the item if they met it: nobody knows what they think of items that they
 * never met. It does not depend on what else is asked for: a filter changes nothing about it.
 *
 * <p>Networks are learnt by what they say of the items of one person beside each other, so their
 * scores stand on a scale that may be another for everybody. Hence each is first compared with the
 * person's own best: {@code x = s - ln(sum of exp(s_j)) + ln(h)} over the best {@link
 * ListCalibration#depth} items of the whole catalogue by the plain sum of the parts' scores, where
 * {@code s} is the mean over networks and {@code h} how many positives are hidden of somebody with
 * so long a history. {@code exp(x)} is what the softmax expects; a curve that was fitted on users
 * whose lists taught the network nothing puts it right. People whom training never saw may be
 * ranked by a network of their own; their probabilities are those of somebody known with such a
 * history, and need not fall with their order. Thread-safe.
 */
public final class Chances {
  private final ListRanker ranker;
  private final ListCalibration calibration;

  /** Of a ranker with this calibration. */
  public Chances(ListRanker ranker, ListCalibration calibration) {
    this.ranker = ranker;
    this.calibration = calibration;
  }

  /**
   * The probabilities of candidates. What {@link Asking#features} gave before is overwritten.
   *
   * @param candidates ordinals
   * @param scores what {@link ListRanker#score(Asking, int[], float[])} said of each
   * @return {@code [candidates.length]}, in [0, 1]; NaN for an item that nobody met or that is in
   *     the history, of which it says nothing
   * @throws IndexOutOfBoundsException if an ordinal names no item
   */
  public double[] of(Asking asking, int[] candidates, float[] scores) {
    int[] best = best(asking);
    float[] own = new float[best.length];
    ranker.scoreCalibrated(asking, best, own);
    double level =
        level(own, ranker.met().size())
            - Math.log(ListCalibration.hidden(asking.items().length, calibration.hidden()));
    float[] calibrated = scores;
    if (ranker.met(asking) != ranker.met()) {
      calibrated = new float[candidates.length];
      ranker.scoreCalibrated(asking, candidates, calibrated);
    }
    double[] chances = new double[candidates.length];
    for (int i = 0; i < chances.length; i++) {
      chances[i] =
          ranker.signals().unmet(candidates[i])
              ? Double.NaN
              : calibration.curve().probability(calibrated[i] / ranker.met().size() - level);
    }
    for (int item : asking.items()) {
      for (int i = 0; i < chances.length; i++) {
        chances[i] = candidates[i] == item ? Double.NaN : chances[i];
      }
    }
    return chances;
  }

  /**
   * What scores of a person are compared with: the logarithm of the sum of their exponentials.
   *
   * @param scores of the person's best, at least one
   * @param networks of which each is the sum
   */
  public static double level(float[] scores, int networks) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score / (double) networks);
    }
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score / (double) networks - highest);
    }
    return highest + Math.log(sum);
  }

  /** The best by the plain sum, of equal ones the first; in catalogue order. */
  private int[] best(Asking asking) {
    float[] sums = new float[ranker.signals().items()];
    asking.sums(sums);
    for (int item : asking.items()) {
      sums[item] = Float.NEGATIVE_INFINITY;
    }
    int most = Math.min(calibration.depth(), sums.length - asking.items().length);
    if (most <= 0) {
      return new int[0];
    }
    float[] sorted = sums.clone();
    Arrays.sort(sorted);
    float lowest = sorted[sorted.length - most];
    int above = 0;
    for (int i = sorted.length - 1; i >= 0 && sorted[i] > lowest; i--) {
      above++;
    }
    int[] best = new int[most];
    int count = 0;
    int equals = most - above;
    for (int item = 0; item < sums.length; item++) {
      if (sums[item] > lowest || sums[item] == lowest && equals-- > 0) {
        best[count++] = item;
      }
    }
    return best;
  }
}
