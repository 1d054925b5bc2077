package org.llmrec.retrieve;

/**
 * Numbers from one to another, both included.
 *
 * @param from the lowest that is in; negative infinity for no lower end
 * @param to the highest; positive infinity for no upper end
 */
public record Range(double from, double to) {

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if one is NaN, or {@code from} is above {@code to}
   */
  public Range {
    if (!(from <= to)) {
      throw new IllegalArgumentException(
          "expected a range from a lower number to a higher, found " + from + " to " + to);
    }
  }

  /** This number and all above. */
  public static Range atLeast(double from) {
    return new Range(from, Double.POSITIVE_INFINITY);
  }

  /** This number and all below. */
  public static Range atMost(double to) {
    return new Range(Double.NEGATIVE_INFINITY, to);
  }
}
