package org.llmrec.lab.report.internal.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.PlainText;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * Named points over an axis of ratios. A name that finds no free place is shown on pointing only.
 */
public final class ScatterPlot {
  private static final int WIDTH = 880;
  private static final int HEIGHT = 360;
  private static final int LEFT = 62;
  private static final int RIGHT = 24;
  private static final int TOP = 14;
  private static final int BOTTOM = 40;
  private static final double CHARACTER = 7.2;
  private static final double LINE = 14;

  private ScatterPlot() {}

  /**
   * One point.
   *
   * @param name beside it
   * @param kind class of its colour
   * @param x positive
   * @param y finite
   */
  public record Mark(String name, String kind, double x, double y) {}

  private record Area(double left, double top, double right, double bottom) {
    boolean meets(Area other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean inside() {
      return left >= LEFT && right <= WIDTH - 2 && top >= 2 && bottom <= HEIGHT - BOTTOM;
    }
  }

  /** Draws them; names are placed in the marks' order, so the important come first. */
  public static void draw(
      Markup out, String title, String description, String xLabel, List<Mark> marks) {
    Ticks across = Ticks.decades(marks.stream().mapToDouble(Mark::x));
    Ticks up =
        Ticks.over(DoubleStream.concat(DoubleStream.of(0), marks.stream().mapToDouble(Mark::y)), 6);
    Scale x = Scale.log(across, LEFT, WIDTH - RIGHT);
    Scale y = Scale.linear(up, HEIGHT - BOTTOM, TOP);
    try (Drawing draw = new Drawing(out, WIDTH, HEIGHT, "plot scatter", title, description)) {
      for (double tick : up.values()) {
        draw.line(x.from(), y.at(tick), x.to(), y.at(tick), "grid");
        draw.text(x.from() - 8, y.at(tick) + 4, "end", "label", up.label(tick));
      }
      for (double tick : across.values()) {
        draw.line(x.at(tick), TOP, x.at(tick), y.from(), "grid");
        draw.text(x.at(tick), y.from() + 17, "middle", "label", seconds(tick));
      }
      draw.line(x.from(), y.from(), x.to(), y.from(), "axis");
      draw.text((x.from() + x.to()) / 2, HEIGHT - 5, "middle", "label name", xLabel);
      points(draw, marks, x, y);
    }
  }

  private static void points(Drawing draw, List<Mark> marks, Scale x, Scale y) {
    List<Area> taken = new ArrayList<>();
    for (Mark m : marks) {
      double px = x.at(m.x());
      double py = y.at(m.y());
      taken.add(new Area(px - 5, py - 5, px + 5, py + 5));
      draw.dot(px, py, 4, "point " + m.kind(), m.name());
    }
    for (Mark m : marks) {
      name(draw, m, x.at(m.x()), y.at(m.y()), taken);
    }
  }

  private static void name(Drawing draw, Mark mark, double px, double py, List<Area> taken) {
    String text = PlainText.cut(PlainText.line(mark.name()), 26);
    double width = CHARACTER * text.length();
    double[][] places = {
      {px + 8, py}, {px - 8 - width, py}, {px - width / 2, py - 13}, {px - width / 2, py + 13}
    };
    for (double[] place : places) {
      Area area = new Area(place[0], place[1] - LINE / 2, place[0] + width, place[1] + LINE / 2);
      if (area.inside() && taken.stream().noneMatch(area::meets)) {
        taken.add(area);
        boolean left = place[0] < px - 8;
        boolean middle = place[1] != py;
        draw.text(
            middle ? px : left ? px - 8 : px + 8,
            place[1] + 4,
            middle ? "middle" : left ? "end" : "start",
            "series-label " + mark.kind(),
            text);
        return;
      }
    }
  }

  private static String seconds(double value) {
    return value >= 1 ? Drawing.n(value) + " s" : Drawing.n(value * 1000) + " ms";
  }
}
