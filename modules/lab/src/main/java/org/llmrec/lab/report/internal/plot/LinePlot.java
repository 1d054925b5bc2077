package org.llmrec.lab.report.internal.plot;

import java.util.ArrayList;
import java.util.List;
import org.llmrec.lab.report.internal.PlainText;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * Lines over one axis, named at their ends.
 *
 * @param size of the picture
 * @param x the horizontal axis
 * @param logarithmic whether x is an axis of ratios
 * @param xLabel what x is
 * @param y the vertical axis
 */
public record LinePlot(Size size, Ticks x, boolean logarithmic, String xLabel, Ticks y) {
  private static final int TOP = 12;
  private static final int BOTTOM = 38;
  private static final int LABEL_GAP = 15;
  private static final double CHARACTER = 7.2;
  private static final int LABEL_CHARACTERS = 26;

  /**
   * Of the picture, in pixels.
   *
   * @param width in all
   * @param height in all
   * @param dots whether the points of named lines are marked
   */
  public record Size(int width, int height, boolean dots) {
    /** Across the page. */
    public static final Size LARGE = new Size(880, 400, true);

    /** One of many. */
    public static final Size SMALL = new Size(300, 170, false);
  }

  /** Draws it; series are drawn in their order, the last on top. */
  public void draw(Markup out, String title, String description, List<Series> series) {
    List<Series> named = series.stream().filter(s -> labelled(s)).toList();
    int left = 16 + (int) (CHARACTER * y.labelWidth());
    int right =
        14 + (int) (CHARACTER * named.stream().mapToInt(s -> shown(s).length()).max().orElse(0));
    right += named.isEmpty() ? 0 : 18;
    Scale across = new Scale(x.low(), x.high(), left, size.width() - right, logarithmic);
    Scale up = Scale.linear(y, size.height() - BOTTOM, TOP);
    try (Drawing draw =
        new Drawing(out, size.width(), size.height(), "plot lines", title, description)) {
      axes(draw, across, up);
      series.forEach(s -> line(draw, s, across, up));
      label(draw, named, across, up);
    }
  }

  private static boolean labelled(Series s) {
    return !s.label().isEmpty() && !s.points().isEmpty();
  }

  private static String shown(Series s) {
    return PlainText.cut(PlainText.line(s.label()), LABEL_CHARACTERS);
  }

  private void axes(Drawing draw, Scale across, Scale up) {
    double floor = up.from();
    for (double tick : y.values()) {
      draw.line(across.from(), up.at(tick), across.to(), up.at(tick), "grid");
      draw.text(across.from() - 8, up.at(tick) + 4, "end", "label", y.label(tick));
    }
    double last = Double.NEGATIVE_INFINITY;
    for (double tick : x.values()) {
      double half = CHARACTER * x.label(tick).length() / 2;
      draw.line(across.at(tick), floor, across.at(tick), floor + 4, "tick");
      if (across.at(tick) - half > last + 4) {
        draw.text(across.at(tick), floor + 17, "middle", "label", x.label(tick));
        last = across.at(tick) + half;
      }
    }
    draw.line(across.from(), floor, across.to(), floor, "axis");
    draw.text((across.from() + across.to()) / 2, size.height() - 5, "middle", "label name", xLabel);
  }

  private void line(Drawing draw, Series series, Scale across, Scale up) {
    if (series.points().isEmpty()) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (Series.Point p : series.points()) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(Drawing.n(across.at(p.x())))
          .append(' ')
          .append(Drawing.n(up.at(p.y())));
    }
    draw.path(path.toString(), "line " + series.kind(), series.tip());
    if (size.dots() && labelled(series) || series.points().size() == 1) {
      for (Series.Point p : series.points()) {
        draw.dot(across.at(p.x()), up.at(p.y()), 2.6, "point " + series.kind(), series.tip());
      }
    }
  }

  private void label(Drawing draw, List<Series> named, Scale across, Scale up) {
    List<Series.Point> ends = new ArrayList<>();
    named.forEach(s -> ends.add(s.points().get(s.points().size() - 1)));
    double[] wanted = ends.stream().mapToDouble(p -> up.at(p.y())).toArray();
    double[] placed = Labels.spread(wanted, LABEL_GAP, TOP, up.from());
    double edge = across.to() + 18;
    for (int i = 0; i < placed.length; i++) {
      Series s = named.get(i);
      double from = across.at(ends.get(i).x());
      draw.path(
          "M"
              + Drawing.n(from + 4)
              + ' '
              + Drawing.n(wanted[i])
              + "L"
              + Drawing.n(edge - 2)
              + ' '
              + Drawing.n(placed[i]),
          "leader",
          "");
      draw.text(edge, placed[i] + 4, "start", "series-label " + s.kind(), shown(s), s.tip());
    }
  }
}
