package org.llmrec.lab.report.internal.plot;

import java.util.List;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * All trials of a model on one line, the chosen ones filled, as shares of the model's best: how
 * much its settings matter, on one scale for all models.
 */
public final class TrialStrip {
  private static final int WIDTH = 240;
  private static final int ROW = 26;
  private static final int MARGIN = 12;

  /** The worst tenth of all trials may lie beyond the axis, and all below half of the best. */
  private static final double WORST_SHARE = 0.1;

  private static final double WORST_SHOWN = 50;

  private final Ticks ticks;
  private final Scale x;

  /**
   * One scale for all models.
   *
   * @param percents of the best, of all trials of all models
   */
  public TrialStrip(DoubleStream percents) {
    double[] sorted = percents.filter(Double::isFinite).sorted().toArray();
    double low = sorted.length == 0 ? 95 : sorted[(int) (WORST_SHARE * sorted.length)];
    ticks = Ticks.within(DoubleStream.of(Math.clamp(low, WORST_SHOWN, 95), 100), 4);
    x = Scale.linear(ticks, MARGIN, WIDTH - MARGIN);
  }

  /**
   * One trial.
   *
   * @param percent of the model's best value on validation
   * @param chosen whether the test was run with it
   * @param tip shown when it is pointed at
   */
  public record Mark(double percent, boolean chosen, String tip) {}

  /** The axis, for the column's heading. */
  public void axis(Markup out, String title) {
    StripAxis.draw(out, WIDTH, ticks, x, " %", title);
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
    String kind = mark.chosen() ? "mark" : "mark hollow";
    double middle = ROW / 2.0;
    if (mark.percent() < ticks.low()) {
      draw.path("M2 " + (int) middle + "l7 -4v8Z", kind, mark.tip());
    } else if (Double.isFinite(mark.percent())) {
      draw.dot(x.at(mark.percent()), middle, mark.chosen() ? 4.2 : 3.4, kind, mark.tip());
    }
  }
}
