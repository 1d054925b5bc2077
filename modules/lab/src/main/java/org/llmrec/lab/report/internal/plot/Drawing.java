package org.llmrec.lab.report.internal.plot;

import java.util.Locale;
import org.llmrec.lab.report.internal.PlainText;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * One SVG picture within a page. Coordinates are in pixels of its natural size. Close it to end the
 * element.
 */
final class Drawing implements AutoCloseable {
  private final Markup out;

  /**
   * Begins the picture.
   *
   * @param kind class for the style sheet
   * @param title what a reader who cannot see it is told first
   * @param description what it shows; empty for none
   */
  Drawing(Markup out, int width, int height, String kind, String title, String description) {
    this.out = out;
    String titleId = out.id("t");
    String descriptionId = description.isEmpty() ? null : out.id("d");
    out.open(
        "svg",
        "class",
        kind,
        "viewBox",
        "0 0 " + width + " " + height,
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(height),
        "role",
        "img",
        "aria-labelledby",
        descriptionId == null ? titleId : titleId + " " + descriptionId);
    out.element("title", PlainText.line(title), "id", titleId);
    if (descriptionId != null) {
      out.element("desc", PlainText.line(description), "id", descriptionId);
    }
  }

  void line(double x1, double y1, double x2, double y2, String kind) {
    out.open("line", "class", kind, "x1", n(x1), "y1", n(y1), "x2", n(x2), "y2", n(y2)).close();
  }

  /** A dot; {@code tip} is shown when it is pointed at, empty for none. */
  void dot(double x, double y, double radius, String kind, String tip) {
    out.open("circle", "class", kind, "cx", n(x), "cy", n(y), "r", n(radius));
    tip(tip);
    out.close();
  }

  void box(double x, double y, double width, double height, String kind) {
    out.open("rect", "class", kind, "x", n(x), "y", n(y), "width", n(width), "height", n(height))
        .close();
  }

  void path(String commands, String kind, String tip) {
    out.open("path", "class", kind, "d", commands);
    tip(tip);
    out.close();
  }

  /** Text on one line; {@code anchor} is start, middle or end. */
  void text(double x, double y, String anchor, String kind, String text) {
    text(x, y, anchor, kind, text, "");
  }

  void text(double x, double y, String anchor, String kind, String text, String tip) {
    out.open("text", "class", kind, "x", n(x), "y", n(y), "text-anchor", anchor);
    out.text(PlainText.line(text));
    tip(tip);
    out.close();
  }

  @Override
  public void close() {
    out.close();
  }

  /** A coordinate, to a hundredth of a pixel. */
  static String n(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value + 0.0);
    text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
    return text.equals("-0") ? "0" : text;
  }

  private void tip(String tip) {
    if (!tip.isEmpty()) {
      out.element("title", PlainText.line(tip));
    }
  }
}
