package org.llmrec.lab.report.internal.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.Numbers;

/**
 * Where an axis begins, ends and is labelled: round numbers, after Heckbert's "Nice numbers for
 * graph labels" (Graphics Gems, 1990).
 *
 * @param low the axis' first value
 * @param high its last
 * @param values labelled, ascending
 * @param decimals that tell them apart
 */
public record Ticks(double low, double high, List<Double> values, int decimals) {
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
    double[] finite = values.filter(Double::isFinite).toArray();
    double low = DoubleStream.of(finite).min().orElse(0);
    double high = DoubleStream.of(finite).max().orElse(1);
    if (high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high)) || high == low) {
      double room = low == 0 ? 1 : Math.abs(low) * 0.1;
      low -= low == 0 ? 0 : room;
      high += room;
    }
    double step = nice((high - low) / Math.max(1, about - 1));
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    long first = (long) Math.floor(low / step + 1e-9);
    long last = (long) Math.ceil(high / step - 1e-9);
    List<Double> ticks = new ArrayList<>();
    for (long t = first; t <= last; t++) {
      ticks.add(t * step + 0.0);
    }
    return new Ticks(first * step, last * step, ticks, decimals);
  }

  /** Powers of ten around positive values. */
  public static Ticks decades(DoubleStream values) {
    double[] positive = values.filter(v -> v > 0 && Double.isFinite(v)).toArray();
    int first = (int) Math.floor(Math.log10(DoubleStream.of(positive).min().orElse(1)) + 1e-9);
    int last = (int) Math.ceil(Math.log10(DoubleStream.of(positive).max().orElse(1)) - 1e-9);
    if (last == first) {
      last++;
    }
    List<Double> ticks = new ArrayList<>();
    for (int t = first; t <= last; t++) {
      ticks.add(Math.pow(10, t));
    }
    return new Ticks(Math.pow(10, first), Math.pow(10, last), ticks, Math.max(0, -first));
  }

  /** Just these, ascending. */
  public static Ticks at(List<Double> values) {
    return new Ticks(values.get(0), values.get(values.size() - 1), values, 0);
  }

  /** The tick's label. */
  public String label(double tick) {
    return Numbers.fixed(tick, decimals);
  }

  private static double nice(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double fraction = step / power;
    double round = fraction < 1.5 ? 1 : fraction < 3.5 ? 2 : fraction < 7.5 ? 5 : 10;
    return round * power;
  }
}
