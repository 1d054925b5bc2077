package org.llmrec.lab.report.internal.plot;

import java.util.List;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.markup.Markup;

/** All trials of a model on one line, the chosen ones filled; one scale for all models. */
public final class TrialStrip {
  private static final int WIDTH = 240;
  private static final int ROW = 26;
  private static final int AXIS = 22;
  private static final int MARGIN = 16;

  private final Ticks ticks;
  private final Scale x;

  /** One scale for the values of all models. */
  public TrialStrip(DoubleStream values) {
    ticks = Ticks.over(values, 5);
    x = Scale.linear(ticks, MARGIN, WIDTH - MARGIN);
  }

  /**
   * One trial.
   *
   * @param value on validation
   * @param chosen whether the test was run with it
   * @param tip shown when it is pointed at
   */
  public record Mark(double value, boolean chosen, String tip) {}

  /** The axis, for the column's heading. */
  public void axis(Markup out, String title) {
    try (Drawing draw = new Drawing(out, WIDTH, AXIS, "strip axis", title, "")) {
      for (double tick : ticks.values()) {
        draw.line(x.at(tick), AXIS - 5, x.at(tick), AXIS, "tick");
        draw.text(x.at(tick), 11, "middle", "label", ticks.label(tick));
      }
    }
  }

  /** One model; what was chosen is drawn on top. */
  public void row(Markup out, List<Mark> marks, String title) {
    try (Drawing draw = new Drawing(out, WIDTH, ROW, "strip", title, "")) {
      for (double tick : ticks.values()) {
        draw.line(x.at(tick), 0, x.at(tick), ROW, "grid");
      }
      marks.stream().filter(m -> !m.chosen()).forEach(m -> mark(draw, m));
      marks.stream().filter(Mark::chosen).forEach(m -> mark(draw, m));
    }
  }

  private void mark(Drawing draw, Mark mark) {
    if (Double.isFinite(mark.value())) {
      String kind = mark.chosen() ? "mark" : "mark hollow";
      draw.dot(x.at(mark.value()), ROW / 2.0, mark.chosen() ? 4.2 : 3.4, kind, mark.tip());
    }
  }
}
