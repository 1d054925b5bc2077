package org.llmrec.lab.report.internal.plot;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * A forest plot cut into rows, so that a table can be sorted with its marks: one axis for the
 * heading and one strip for each row, all of one scale.
 */
public final class IntervalStrip {
  private static final int WIDTH = 216;
  private static final int ROW = 30;
  private static final int MARGIN = 10;
  private static final double RADIUS = 3.6;

  /** An axis longer than this many intervals would shrink them to dots. */
  private static final double INTERVALS = 10;

  private static final int BEST = 5;

  private final Ticks ticks;
  private final Scale x;
  private final double reference;
  private final boolean cut;

  private IntervalStrip(double low, double high, double reference, boolean cut) {
    ticks = Ticks.within(DoubleStream.of(low, high), 4);
    x = Scale.linear(ticks, MARGIN, WIDTH - MARGIN);
    this.reference = reference;
    this.cut = cut;
  }

  /**
   * With an axis that holds everything.
   *
   * @param reference where a line runs through all rows; NaN for none
   */
  public static IntervalStrip whole(List<Span> spans, double reference) {
    return new IntervalStrip(low(spans, reference), high(spans, reference), reference, false);
  }

  /**
   * With an axis for the leading rows: where some are so far behind that the intervals could not be
   * seen beside them, the axis ends before those and an arrow points at them. The best few are
   * always on it.
   */
  public static IntervalStrip leading(List<Span> spans, double reference) {
    double low = low(spans, reference);
    double high = high(spans, reference);
    double[] widths =
        spans.stream().filter(Span::interval).mapToDouble(Span::width).sorted().toArray();
    if (widths.length == 0) {
      return new IntervalStrip(low, high, reference, false);
    }
    List<Span> best =
        spans.stream()
            .filter(Span::known)
            .sorted(Comparator.comparingDouble(Span::mean).reversed())
            .limit(Math.min(BEST, (spans.size() + 1) / 2))
            .toList();
    double window = Math.min(high - INTERVALS * widths[widths.length / 2], low(best, reference));
    boolean cut = spans.stream().anyMatch(s -> s.mean() < window);
    return new IntervalStrip(cut ? window : low, high, reference, cut);
  }

  /** Whether some row lies beyond the axis. */
  public boolean cut() {
    return cut;
  }

  /** The axis, for the column's heading. */
  public void axis(Markup out, String title) {
    StripAxis.draw(out, WIDTH, ticks, x, "", title);
  }

  /**
   * One row.
   *
   * @param seeds small ticks below the mark; may be empty
   * @param kind of the mark: {@code mark}, with {@code hollow} or {@code base} added
   * @param title what it shows
   */
  public void row(Markup out, Span span, List<Double> seeds, String kind, String title) {
    try (Drawing draw = new Drawing(out, WIDTH, ROW, "strip", title, "")) {
      double middle = ROW / 2.0;
      for (double tick : ticks.values()) {
        draw.line(x.at(tick), 0, x.at(tick), ROW, "grid");
      }
      if (Double.isFinite(reference)) {
        draw.line(x.at(reference), 0, x.at(reference), ROW, "reference");
      }
      if (span.mean() < ticks.low()) {
        draw.path("M2 " + (int) middle + "l7 -4v8Z", kind, "");
      } else if (span.known()) {
        mark(draw, span, middle, kind);
        seeds.stream()
            .filter(s -> s >= ticks.low() && s <= ticks.high())
            .forEach(s -> draw.line(x.at(s), middle + 7, x.at(s), middle + 11, "seed"));
      }
    }
  }

  private void mark(Drawing draw, Span span, double middle, String kind) {
    if (span.interval()) {
      draw.line(x.at(span.low()), middle, x.at(span.high()), middle, kind + " whisker");
    }
    draw.dot(x.at(span.mean()), middle, RADIUS, kind, "");
  }

  private static double low(List<Span> spans, double reference) {
    return values(spans, reference).min().orElse(0);
  }

  private static double high(List<Span> spans, double reference) {
    return values(spans, reference).max().orElse(1);
  }

  private static DoubleStream values(List<Span> spans, double reference) {
    return DoubleStream.concat(
        spans.stream().flatMapToDouble(Span::values),
        DoubleStream.of(reference).filter(Double::isFinite));
  }
}
