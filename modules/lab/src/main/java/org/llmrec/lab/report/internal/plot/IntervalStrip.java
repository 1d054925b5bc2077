package org.llmrec.lab.report.internal.plot;

import java.util.List;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * A forest plot cut into rows, so that a table can be sorted with its marks: one axis for the
 * heading and one strip for each row, all of one scale.
 */
public final class IntervalStrip {
  private static final int WIDTH = 208;
  private static final int ROW = 30;
  private static final int AXIS = 22;
  private static final int MARGIN = 14;
  private static final double REACH = 5;

  private final Ticks ticks;
  private final Scale x;
  private final double reference;

  /**
   * One scale for all rows.
   *
   * @param values everything that will be shown; NaN is passed over
   * @param reference where a line runs through all rows; NaN for none
   */
  public IntervalStrip(DoubleStream values, double reference) {
    ticks = Ticks.over(DoubleStream.concat(values, DoubleStream.of(reference)), 4);
    x = Scale.linear(ticks, MARGIN, WIDTH - MARGIN);
    this.reference = reference;
  }

  /** The axis, for the column's heading. */
  public void axis(Markup out, String title) {
    try (Drawing draw = new Drawing(out, WIDTH, AXIS, "strip axis", title, "")) {
      double last = Double.NEGATIVE_INFINITY;
      for (double tick : ticks.values()) {
        draw.line(x.at(tick), AXIS - 5, x.at(tick), AXIS, "tick");
        double half = 3.4 * ticks.label(tick).length();
        double place = Math.clamp(x.at(tick), half, WIDTH - half);
        if (place - half > last + 3) {
          draw.text(place, 11, "middle", "label", ticks.label(tick));
          last = place + half;
        }
      }
    }
  }

  /**
   * One row.
   *
   * @param kind of the mark: {@code mark}, with {@code hollow} or {@code base} added
   * @param seeds small ticks below the mark; may be empty
   * @param title what it shows
   */
  public void row(
      Markup out,
      double mean,
      double low,
      double high,
      List<Double> seeds,
      String kind,
      String title) {
    try (Drawing draw = new Drawing(out, WIDTH, ROW, "strip", title, "")) {
      double middle = ROW / 2.0;
      for (double tick : ticks.values()) {
        draw.line(x.at(tick), 0, x.at(tick), ROW, "grid");
      }
      if (Double.isFinite(reference)) {
        draw.line(x.at(reference), 0, x.at(reference), ROW, "reference");
      }
      if (Numbers.known(low, high)) {
        draw.line(x.at(low), middle, x.at(high), middle, kind + " whisker");
      }
      for (double seed : seeds) {
        if (Double.isFinite(seed)) {
          draw.line(x.at(seed), middle + REACH + 1, x.at(seed), middle + REACH + 5, "seed");
        }
      }
      if (Double.isFinite(mean)) {
        draw.dot(x.at(mean), middle, 4, kind, "");
      }
    }
  }
}
