package org.llmrec.lab.report.internal.plot;

import java.util.List;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * Gains and losses of all users or queries, sorted: what lies above the middle gains, what lies
 * below loses, and the width of each side is its share.
 */
public final class GainCurve {
  private static final int WIDTH = 260;
  private static final int HEIGHT = 56;
  private static final int MARGIN = 4;

  private final double reach;

  /**
   * One scale for several curves.
   *
   * @param reach the largest difference, either way, that is shown
   */
  public GainCurve(double reach) {
    this.reach = reach > 0 ? reach : 1;
  }

  /**
   * Draws one.
   *
   * @param percentiles ascending, at least two
   */
  public void draw(Markup out, List<Double> percentiles, String title) {
    Scale x = new Scale(0, percentiles.size() - 1, MARGIN, WIDTH - MARGIN, false);
    Scale y = new Scale(-reach, reach, HEIGHT - MARGIN, MARGIN, false);
    try (Drawing draw = new Drawing(out, WIDTH, HEIGHT, "strip gains", title, "")) {
      draw.path(area(percentiles, x, y, false), "area good", "");
      draw.path(area(percentiles, x, y, true), "area bad", "");
      draw.line(x.from(), y.at(0), x.to(), y.at(0), "reference");
      draw.line(
          x.at((percentiles.size() - 1) / 2.0),
          MARGIN,
          x.at((percentiles.size() - 1) / 2.0),
          HEIGHT - MARGIN,
          "grid");
    }
  }

  private static String area(List<Double> percentiles, Scale x, Scale y, boolean losses) {
    StringBuilder path = new StringBuilder("M" + Drawing.n(x.from()) + ' ' + Drawing.n(y.at(0)));
    for (int i = 0; i < percentiles.size(); i++) {
      double value = percentiles.get(i);
      double shown = losses ? Math.min(0, value) : Math.max(0, value);
      path.append('L').append(Drawing.n(x.at(i))).append(' ').append(Drawing.n(y.at(shown)));
    }
    return path.append('L')
        .append(Drawing.n(x.to()))
        .append(' ')
        .append(Drawing.n(y.at(0)))
        .append('Z')
        .toString();
  }
}
