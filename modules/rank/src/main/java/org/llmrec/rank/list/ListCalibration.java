package org.llmrec.rank.list;

import java.util.Objects;
import org.llmrec.rank.calibration.Calibration;

/**
 * What a score of a {@link ListRanker} is worth as a probability, as a bundle keeps it.
 *
 * @param depth with how many items a person's scores are compared, at least 1: the best by the
 *     plain sum of the parts' scores, without the history
 * @param hidden the share of everybody's positives that were hidden, above 0 and below 1
 * @param curve from the logarithm of how many hidden positives the item would be, if the person's
 *     were shared out by the softmax of those scores, to a probability
 * @see Chances
 */
public record ListCalibration(int depth, double hidden, Calibration curve) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ListCalibration {
    Objects.requireNonNull(curve, "curve");
    if (depth < 1 || !(hidden > 0 && hidden < 1)) {
      throw new IllegalArgumentException(
          "expected a depth of 1 or more and a hidden share between 0 and 1, found "
              + depth
              + " and "
              + hidden);
    }
  }

  /**
   * How many positives are hidden of somebody of whom the others are known: one at least.
   *
   * @param known how many are
   * @param hidden the share of all that is hidden, above 0 and below 1
   */
  public static double hidden(int known, double hidden) {
    return Math.max(1, known * hidden / (1 - hidden));
  }
}
