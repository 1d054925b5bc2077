package org.llmrec.rerank.chat;

import java.math.BigDecimal;

/**
 * From where to where ratings go.
 *
 * @param lowest the worst
 * @param highest the best
 */
public record Scale(double lowest, double highest) {
  /** From 1 to 5. */
  public static final Scale STARS = new Scale(1, 5);

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the highest is not above the lowest, or one is not finite
   */
  public Scale {
    if (!(highest > lowest) || !Double.isFinite(highest - lowest)) {
      throw new IllegalArgumentException(
          "expected a scale of ratings such as 1 to 5, found " + lowest + " to " + highest);
    }
  }

  /** A rating as people write it: 4 rather than 4.0. */
  static String written(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
