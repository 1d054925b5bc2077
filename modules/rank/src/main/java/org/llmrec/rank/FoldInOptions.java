package org.llmrec.rank;

/**
 * The numbers of the training objective that fold-in repeats; see {@link UserFoldIn}. Training
 * writes into the bundle those that it used.
 *
 * @param lambda weight of the pull towards the average user, greater than 0
 * @param negativesPerPositive how many sampled negatives training sets against one positive, from 0
 * @param sample how many items of the catalogue are kept to stand for the negatives, from 1; fewer
 *     are kept when the catalogue is smaller
 */
public record FoldInOptions(double lambda, double negativesPerPositive, int sample) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public FoldInOptions {
    if (!(lambda > 0 && lambda < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("lambda must be greater than 0, found " + lambda);
    }
    if (!(negativesPerPositive >= 0 && negativesPerPositive < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "negativesPerPositive must be 0 or more, found " + negativesPerPositive);
    }
    if (sample < 1) {
      throw new IllegalArgumentException("sample must be 1 or more, found " + sample);
    }
  }
}
