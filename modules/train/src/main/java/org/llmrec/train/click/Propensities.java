package org.llmrec.train.click;

import java.util.Arrays;

/**
 * How likely people look at a position, against the first. Immutable; the arrays are not to be
 * changed.
 *
 * @param byPosition above 0 and at most 1, {@code [positions]}, the first position's at 0
 * @param linked whether the log tells of the position at all, {@code [positions]}; one of which it
 *     does not has the propensity of the nearest before it of which it does
 * @param rounds how many the estimation took; 0 where nothing was estimated
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record Propensities(double[] byPosition, boolean[] linked, int rounds) {
  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a propensity is not above 0 or above 1, there is none, or
   *     the lengths differ
   */
  public Propensities {
    if (byPosition.length == 0
        || byPosition.length != linked.length
        || !Arrays.stream(byPosition).allMatch(p -> p > 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "expected propensities in (0, 1] for one position or more, found "
              + Arrays.toString(byPosition));
    }
  }

  /** As if people looked at everything: clicks are taken as they are. */
  public static Propensities none() {
    return new Propensities(new double[] {1}, new boolean[] {true}, 0);
  }

  /**
   * Of a position; of one after the last, the last's.
   *
   * @param position from 1 on
   */
  public double of(int position) {
    if (position < 1) {
      throw new IllegalArgumentException("expected a position from 1 on, found " + position);
    }
    return byPosition[Math.min(position, byPosition.length) - 1];
  }
}
