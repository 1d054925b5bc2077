package org.llmrec.lab.report.internal.plot;

import org.llmrec.lab.report.internal.markup.Markup;

/** The axis in a column's heading, for strips below it. */
final class StripAxis {
  private static final int HEIGHT = 22;
  private static final double CHARACTER = 6.4;
  private static final double GAP = 8;

  private StripAxis() {}

  /**
   * Draws it. Where not all labels have room, every second one is left out, or more.
   *
   * @param unit written behind each label; may be empty
   */
  static void draw(Markup out, int width, Ticks ticks, Scale x, String unit, String title) {
    int count = ticks.values().size();
    int every = every(ticks, x, CHARACTER * (ticks.labelWidth() + unit.length()) + GAP);
    // Zero, where there is one, keeps its label.
    int zero = Math.max(0, ticks.values().indexOf(0.0));
    try (Drawing draw = new Drawing(out, width, HEIGHT, "strip heading", title, "")) {
      for (int t = 0; t < count; t++) {
        double place = x.at(ticks.values().get(t));
        draw.line(place, HEIGHT - 5, place, HEIGHT, "tick");
        if ((t - zero) % every == 0) {
          String text = ticks.label(ticks.values().get(t)) + unit;
          double half = CHARACTER * text.length() / 2;
          draw.text(Math.clamp(place, half, width - half), 11, "middle", "label", text);
        }
      }
    }
  }

  /** Every how many-th label has room. */
  static int every(Ticks ticks, Scale x, double room) {
    int count = ticks.values().size();
    if (count < 2) {
      return 1;
    }
    double apart = Math.abs(x.at(ticks.values().get(1)) - x.at(ticks.values().get(0)));
    int every = 1;
    while (every < count && apart * every < room) {
      every++;
    }
    return every;
  }
}
