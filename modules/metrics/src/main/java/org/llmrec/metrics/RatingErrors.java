package org.llmrec.metrics;

/**
 * How far predicted ratings are off, in the units of the ratings.
 *
 * @param count how many ratings
 * @param rmse root of the mean squared error
 * @param mae mean absolute error
 */
public record RatingErrors(int count, double rmse, double mae) {

  /**
   * Compares. A prediction that could not be made is the caller's to leave out or to fill in, and
   * to count: it is refused here.
   *
   * @param truths {@code [N]}, at least one, finite
   * @param predictions {@code [N]}, finite
   * @throws IllegalArgumentException if the lengths differ or are 0, or a value is not finite
   */
  public static RatingErrors of(double[] truths, double[] predictions) {
    if (truths.length != predictions.length || truths.length == 0) {
      throw new IllegalArgumentException(
          "expected a prediction for every rating, found "
              + truths.length
              + " ratings, "
              + predictions.length
              + " predictions");
    }
    double squares = 0;
    double sizes = 0;
    for (int i = 0; i < truths.length; i++) {
      double error = predictions[i] - truths[i];
      if (!Double.isFinite(error)) {
        throw new IllegalArgumentException(
            "expected finite ratings, found " + truths[i] + ", predicted " + predictions[i]);
      }
      squares += error * error;
      sizes += Math.abs(error);
    }
    return new RatingErrors(
        truths.length, Math.sqrt(squares / truths.length), sizes / truths.length);
  }
}
