package org.llmrec.lab.report.internal.plot;

/**
 * From values to places.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}
 * @param from a coordinate
 * @param to a coordinate; smaller than {@code from} for an axis that points up
 * @param log whether equal ratios are equally far apart
 */
public record Scale(double low, double high, double from, double to, boolean log) {
  /** From an axis' first value to its last. */
  public static Scale linear(Ticks ticks, double from, double to) {
    return new Scale(ticks.low(), ticks.high(), from, to, false);
  }

  /** The same for an axis of ratios; its values are positive. */
  public static Scale log(Ticks ticks, double from, double to) {
    return new Scale(ticks.low(), ticks.high(), from, to, true);
  }

  /** The coordinate of a value; one beyond the axis is put at its end. */
  public double at(double value) {
    double place =
        log
            ? (Math.log(Math.max(value, low)) - Math.log(low)) / (Math.log(high) - Math.log(low))
            : (value - low) / (high - low);
    return from + (to - from) * (high > low ? Math.clamp(place, 0.0, 1.0) : 0.5);
  }
}
