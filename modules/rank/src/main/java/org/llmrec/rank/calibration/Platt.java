package org.llmrec.rank.calibration;

/**
 * A logistic curve: {@code 1 / (1 + exp(-(slope * score + intercept)))}. Ties appear only where the
 * slope is 0 or a probability is within rounding of 0 or 1.
 *
 * @param slope 0 or more, finite
 * @param intercept finite
 * @see PlattFit
 */
public record Platt(double slope, double intercept) implements Calibration {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Platt {
    if (!(slope >= 0 && slope < Double.POSITIVE_INFINITY) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException(
          "expected a slope of 0 or more and a finite intercept, found "
              + slope
              + " and "
              + intercept);
    }
  }

  @Override
  public double probability(double score) {
    if (slope == 0 && !Double.isNaN(score)) {
      return logistic(intercept); // An infinity times 0 would be NaN.
    }
    return logistic(slope * score + intercept);
  }

  static double logistic(double x) {
    // Of the two forms the one whose exponential cannot overflow.
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double odds = Math.exp(x);
    return odds / (1 + odds);
  }
}
