package org.llmrec.lab.report.internal.plot;

import java.util.List;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.PlainText;
import org.llmrec.lab.report.internal.markup.Markup;

/** Named dots with intervals, one below the other, over an axis that begins at zero. */
public final class DotPlot {
  private static final int WIDTH = 340;
  private static final int ROW = 20;
  private static final int TOP = 6;
  private static final int BOTTOM = 24;
  private static final int NAMES = 148;
  private static final int NAME_CHARACTERS = 20;
  private static final double CHARACTER = 6.6;

  private DotPlot() {}

  /**
   * One dot.
   *
   * @param name beside it
   * @param kind of the mark: {@code mark}, with {@code base} added for the baseline
   * @param span where it is
   */
  public record Row(String name, String kind, Span span) {}

  /** Draws them in their order. */
  public static void draw(Markup out, String title, String description, List<Row> rows) {
    Ticks ticks =
        Ticks.over(
            DoubleStream.concat(
                DoubleStream.of(0), rows.stream().map(Row::span).flatMapToDouble(Span::values)),
            4);
    Scale x = Scale.linear(ticks, NAMES + 8, WIDTH - 16);
    int floor = TOP + ROW * rows.size();
    try (Drawing draw = new Drawing(out, WIDTH, floor + BOTTOM, "plot dots", title, description)) {
      int every = StripAxis.every(ticks, x, CHARACTER * ticks.labelWidth() + 8);
      for (int t = 0; t < ticks.values().size(); t++) {
        double tick = ticks.values().get(t);
        draw.line(x.at(tick), TOP, x.at(tick), floor, "grid");
        if (t % every == 0) {
          draw.text(x.at(tick), floor + 16, "middle", "label", ticks.label(tick));
        }
      }
      draw.line(x.from(), floor, x.to(), floor, "axis");
      for (int i = 0; i < rows.size(); i++) {
        row(draw, rows.get(i), x, TOP + ROW * (i + 0.5));
      }
    }
  }

  private static void row(Drawing draw, Row row, Scale x, double y) {
    String name = PlainText.cut(PlainText.line(row.name()), NAME_CHARACTERS);
    draw.text(NAMES, y + 4, "end", "row-label", name, row.name());
    Span span = row.span();
    if (span.interval()) {
      draw.line(x.at(span.low()), y, x.at(span.high()), y, row.kind() + " whisker");
    }
    if (span.known()) {
      String tip =
          row.name()
              + ": "
              + Numbers.metric(span.mean())
              + " "
              + Numbers.interval(span.low(), span.high());
      draw.dot(x.at(span.mean()), y, 3.6, row.kind(), tip);
    }
  }
}
