package org.llmrec.lab.report.internal.plot;

import java.util.List;

/**
 * A line of a plot.
 *
 * @param label written at its end; empty for none
 * @param kind class of its colour
 * @param tip shown when it is pointed at
 * @param points by ascending x; one whose y is NaN is passed over
 */
public record Series(String label, String kind, String tip, List<Point> points) {
  /** Copies the list, without what cannot be drawn. */
  public Series {
    points = points.stream().filter(p -> Double.isFinite(p.y())).toList();
  }

  /** A place in the units of the axes. */
  public record Point(double x, double y) {}
}
