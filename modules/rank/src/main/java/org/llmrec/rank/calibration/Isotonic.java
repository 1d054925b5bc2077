package org.llmrec.rank.calibration;

import java.util.Arrays;

/**
 * A rising curve through points, straight between them and level outside. Its ends may be exactly 0
 * and 1, where a wrong prediction has an infinite log loss.
 *
 * @param scores {@code [N]}, at least one, strictly ascending, finite
 * @param probabilities {@code [N]}, in [0, 1], not descending
 * @see IsotonicFit
 */
@SuppressWarnings("ArrayRecordComponent")
public record Isotonic(double[] scores, double[] probabilities) implements Calibration {

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if the points are no rising curve
   */
  public Isotonic {
    scores = scores.clone();
    probabilities = probabilities.clone();
    if (scores.length != probabilities.length || scores.length == 0) {
      throw new IllegalArgumentException(
          "expected a probability for every score, found "
              + scores.length
              + " scores, "
              + probabilities.length
              + " probabilities");
    }
    for (int i = 0; i < scores.length; i++) {
      boolean rises =
          i == 0 || scores[i] > scores[i - 1] && probabilities[i] >= probabilities[i - 1];
      if (!rises
          || !Double.isFinite(scores[i])
          || !(probabilities[i] >= 0 && probabilities[i] <= 1)) {
        throw new IllegalArgumentException(
            "expected rising scores with probabilities in [0, 1] that do not fall, found score "
                + scores[i]
                + " with "
                + probabilities[i]
                + " in place "
                + i);
      }
    }
  }

  @Override
  public double[] scores() {
    return scores.clone();
  }

  @Override
  public double[] probabilities() {
    return probabilities.clone();
  }

  @Override
  public double probability(double score) {
    if (Double.isNaN(score)) {
      return Double.NaN;
    }
    // The sort order of doubles puts -0 before 0; adding zero makes them one.
    int place = Arrays.binarySearch(scores, score + 0.0);
    if (place >= 0) {
      return probabilities[place];
    }
    int above = ~place;
    if (above == 0) {
      return probabilities[0];
    }
    if (above == scores.length) {
      return probabilities[above - 1];
    }
    double low = probabilities[above - 1];
    double high = probabilities[above];
    // Halved, since the distance between two finite numbers may be infinite.
    double part = (score / 2 - scores[above - 1] / 2) / (scores[above] / 2 - scores[above - 1] / 2);
    return Math.min(high, low + part * (high - low));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Isotonic that
        && Arrays.equals(scores, that.scores)
        && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(scores) + Arrays.hashCode(probabilities);
  }

  @Override
  public String toString() {
    return "Isotonic[" + scores.length + " points]";
  }
}
