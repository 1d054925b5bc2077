package org.llmrec.lab.report.internal.plot;

import org.llmrec.lab.report.internal.markup.Markup;

/** What was found, against what was expected: the band is the tolerance, its middle the value. */
public final class ToleranceStrip {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 26;
  private static final int MARGIN = 8;

  /** How many tolerances to each side are shown; what lies farther is put at the end. */
  private static final double REACH = 3;

  private ToleranceStrip() {}

  /** Draws it; the tolerance is positive, what was found is a number. */
  public static void draw(
      Markup out, double expected, double tolerance, double found, boolean met, String title) {
    Scale x =
        new Scale(
            expected - REACH * tolerance,
            expected + REACH * tolerance,
            MARGIN,
            WIDTH - MARGIN,
            false);
    double middle = HEIGHT / 2.0;
    try (Drawing draw = new Drawing(out, WIDTH, HEIGHT, "strip", title, "")) {
      double from = x.at(expected - tolerance);
      draw.line(x.from(), middle, x.to(), middle, "grid");
      draw.box(from, 5, x.at(expected + tolerance) - from, HEIGHT - 10, "band");
      draw.line(x.at(expected), 5, x.at(expected), HEIGHT - 5, "reference");
      draw.dot(x.at(found), middle, 4, met ? "mark good" : "mark bad", "");
    }
  }
}
