package org.llmrec.lab.report.internal.plot;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * What each of several things reaches at what cost, from how it fares in the best case to the
 * worst: a dot for each case, joined by a line. Costs on an axis of ratios.
 */
public final class OrderPlot {
  private static final int WIDTH = 940;
  private static final int HEIGHT = 440;
  private static final int LEFT = 56;
  private static final int RIGHT = 210;
  private static final int TOP = 30;
  private static final int BOTTOM = 44;
  private static final double LINE = 15;

  private OrderPlot() {}

  /**
   * One thing.
   *
   * @param name beside it
   * @param x what it costs, positive
   * @param best where its hollow dot is
   * @param middle where its full dot is
   * @param worst where its line ends
   */
  public record Mark(String name, double x, double best, double middle, double worst) {}

  /**
   * What is said around the marks.
   *
   * @param x below
   * @param y above
   * @param level drawn across
   * @param levelName beside that
   */
  public record Frame(
      String title, String description, String x, String y, double level, String levelName) {}

  /** Draws them as a picture of its own. */
  public static String svg(Frame frame, List<Mark> marks) {
    Markup out = new Markup();
    draw(out, frame, marks);
    return out.toString()
            .replaceFirst(
                "<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" ")
            .replaceFirst("</title>", "</title>" + STYLE)
        + "\n";
  }

  /** The colours of the report's pages, for a picture that stands alone on white or on black. */
  private static final String STYLE =
      """
      <style>
      text{font-size:12px;fill:#57606a}.name{font-weight:600}
      .grid{stroke:#d0d7de;stroke-width:.6}.axis{stroke:#57606a}
      .level{stroke:#57606a;stroke-dasharray:5 4}
      .range{stroke:#2f6fab;stroke-width:1.6}.full{fill:#2f6fab}
      .hollow{fill:#fff;stroke:#2f6fab;stroke-width:1.6}
      .leader{stroke:#8c959f;stroke-width:.6}
      @media (prefers-color-scheme:dark){text{fill:#9da7b3}.grid{stroke:#30363d}.hollow{fill:#0d1117}}
      </style>""";

  private static void draw(Markup out, Frame frame, List<Mark> marks) {
    Ticks across = Ticks.decades(marks.stream().mapToDouble(Mark::x));
    Ticks up =
        Ticks.over(
            DoubleStream.concat(
                DoubleStream.of(0, frame.level(), 1),
                marks.stream().flatMapToDouble(m -> DoubleStream.of(m.best(), m.worst()))),
            6);
    Scale x = Scale.log(across, LEFT, WIDTH - RIGHT);
    Scale y = Scale.linear(up, HEIGHT - BOTTOM, TOP);
    try (Drawing draw =
        new Drawing(out, WIDTH, HEIGHT, "plot orders", frame.title(), frame.description())) {
      grid(draw, across, up, x, y);
      draw.text(4, 16, "start", "name", frame.y());
      draw.text((x.from() + x.to()) / 2, HEIGHT - 6, "middle", "name", frame.x());
      draw.line(x.from(), y.at(frame.level()), x.to(), y.at(frame.level()), "level");
      draw.text(x.from() + 4, y.at(frame.level()) - 5, "start", "label", frame.levelName());
      marks.forEach(mark -> mark(draw, mark, x, y));
      names(draw, marks, x, y);
    }
  }

  private static void grid(Drawing draw, Ticks across, Ticks up, Scale x, Scale y) {
    DoubleFunction<String> count =
        v ->
            v >= 1e6
                ? Drawing.n(v / 1e6) + " M"
                : v >= 1e3 ? Drawing.n(v / 1e3) + " k" : Drawing.n(v);
    for (double tick : up.values()) {
      draw.line(x.from(), y.at(tick), x.to(), y.at(tick), "grid");
      draw.text(x.from() - 8, y.at(tick) + 4, "end", "label", up.label(tick));
    }
    for (double tick : across.values()) {
      draw.line(x.at(tick), TOP, x.at(tick), y.from(), "grid");
      draw.text(x.at(tick), y.from() + 17, "middle", "label", count.apply(tick));
    }
    draw.line(x.from(), y.from(), x.to(), y.from(), "axis");
  }

  private static void mark(Drawing draw, Mark mark, Scale x, Scale y) {
    double at = x.at(mark.x());
    draw.line(at, y.at(mark.best()), at, y.at(mark.worst()), "range");
    draw.line(at - 4, y.at(mark.worst()), at + 4, y.at(mark.worst()), "range");
    draw.dot(at, y.at(mark.middle()), 4, "full", mark.name());
    draw.dot(at, y.at(mark.best()), 4, "hollow", mark.name());
  }

  /** Names stand at the right edge, joined to their marks, since marks may lie close together. */
  private static void names(Drawing draw, List<Mark> marks, Scale x, Scale y) {
    double[] wanted = marks.stream().mapToDouble(m -> y.at(m.best())).toArray();
    double[] placed = Labels.spread(wanted, LINE, TOP, y.from());
    for (int i = 0; i < placed.length; i++) {
      Mark mark = marks.get(i);
      draw.line(x.at(mark.x()) + 5, y.at(mark.best()), x.to() + 10, placed[i], "leader");
      draw.text(x.to() + 14, placed[i] + 4, "start", "label", mark.name());
    }
  }
}
