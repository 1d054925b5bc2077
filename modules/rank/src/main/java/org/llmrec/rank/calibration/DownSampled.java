package org.llmrec.rank.calibration;

/**
 * Puts right probabilities that were learnt where only some of the negatives were kept: {@code q =
 * p / (p + (1 - p) / w)} (He et al., Practical Lessons from Predicting Clicks on Ads at Facebook,
 * 2014, section 6.3).
 *
 * @param inner gives {@code p}, which is right among what was kept
 * @param kept {@code w}: the share of negatives that were kept, greater than 0, at most 1; all
 *     positives were
 */
public record DownSampled(Calibration inner, double kept) implements Calibration {

  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException if it is out of its range or {@code inner} is null
   */
  public DownSampled {
    requireKept(kept);
    if (inner == null) {
      throw new IllegalArgumentException("expected an inner calibration, found null");
    }
  }

  /**
   * The correction alone.
   *
   * @param probability in [0, 1]; NaN gives NaN
   * @param kept the share of negatives that were kept, greater than 0, at most 1
   * @throws IllegalArgumentException if the share is out of its range
   */
  public static double correct(double probability, double kept) {
    requireKept(kept);
    // Both sides times w: at most 1, where (1 - p) / w could overflow.
    return probability * kept / (probability * kept + (1 - probability));
  }

  @Override
  public double probability(double score) {
    return correct(inner.probability(score), kept);
  }

  private static void requireKept(double kept) {
    if (!(kept > 0 && kept <= 1)) {
      throw new IllegalArgumentException(
          "expected a share of kept negatives in (0, 1], found " + kept);
    }
  }
}
