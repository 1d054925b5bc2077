package org.llmrec.lab.report.internal.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.Numbers;

/**
 * Where an axis begins, ends and is labelled: at round numbers, after Heckbert's "Nice numbers for
 * graph labels" (Graphics Gems, 1990).
 *
 * @param low the axis' first value
 * @param high its last
 * @param values labelled, ascending
 * @param decimals that tell them apart
 */
public record Ticks(double low, double high, List<Double> values, int decimals) {
  /** Room beside the outermost values of an axis that does not end at round numbers. */
  private static final double PADDING = 0.04;

  private static final double ROUNDING = 1e-9;

  /** Copies the list. */
  public Ticks {
    values = List.copyOf(values);
  }

  /**
   * From a round number at or below all values to one at or above all.
   *
   * @param values those that are not finite are passed over
   * @param about how many ticks are wanted
   */
  public static Ticks over(DoubleStream values, int about) {
    double[] range = range(values);
    double step = step(range, about);
    double first = Math.floor(range[0] / step + ROUNDING);
    double last = Math.ceil(range[1] / step - ROUNDING);
    return between(first, last, step, first * step, last * step);
  }

  /** From just below all values to just above all, with round numbers between. */
  public static Ticks within(DoubleStream values, int about) {
    double[] range = range(values);
    double step = step(range, about);
    double padding = PADDING * (range[1] - range[0]);
    double low = range[0] - padding;
    double high = range[1] + padding;
    return between(
        Math.ceil(low / step - ROUNDING), Math.floor(high / step + ROUNDING), step, low, high);
  }

  /** Powers of ten around positive values. */
  public static Ticks decades(DoubleStream values) {
    double[] positive = values.filter(v -> v > 0 && Double.isFinite(v)).toArray();
    double low = Math.log10(DoubleStream.of(positive).min().orElse(1));
    double high = Math.log10(DoubleStream.of(positive).max().orElse(1));
    int first = (int) Math.floor(low + ROUNDING);
    int last = Math.max(first + 1, (int) Math.ceil(high - ROUNDING));
    List<Double> ticks = new ArrayList<>();
    for (int t = first; t <= last; t++) {
      ticks.add(Math.pow(10, t));
    }
    return new Ticks(Math.pow(10, first), Math.pow(10, last), ticks, Math.max(0, -first));
  }

  /** Just these whole numbers, ascending, at least one. */
  public static Ticks at(List<Double> values) {
    return new Ticks(values.get(0), values.get(values.size() - 1), values, 0);
  }

  /** The tick's label. */
  public String label(double tick) {
    return Numbers.fixed(tick, decimals);
  }

  /** How many characters the longest label has. */
  int labelWidth() {
    return values.stream().mapToInt(t -> label(t).length()).max().orElse(0);
  }

  private static Ticks between(double first, double last, double step, double low, double high) {
    List<Double> ticks = new ArrayList<>();
    for (double t = first; t <= last; t++) {
      ticks.add(t * step + 0.0);
    }
    return new Ticks(low, high, ticks, Math.max(0, (int) -Math.floor(Math.log10(step) + ROUNDING)));
  }

  /** Of the finite values; never empty. */
  private static double[] range(DoubleStream values) {
    double[] finite = values.filter(Double::isFinite).toArray();
    double low = DoubleStream.of(finite).min().orElse(0);
    double high = DoubleStream.of(finite).max().orElse(1);
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (high - low <= ROUNDING * size) {
      return size == 0 ? new double[] {0, 1} : new double[] {low - size / 10, high + size / 10};
    }
    return new double[] {low, high};
  }

  private static double step(double[] range, int about) {
    double step = (range[1] - range[0]) / Math.max(1, about - 1);
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double fraction = step / power;
    double round = fraction < 1.5 ? 1 : fraction < 3.5 ? 2 : fraction < 7.5 ? 5 : 10;
    return round * power;
  }
}
