package org.llmrec.enrich.report.internal;

/** The beginning of a text. */
final class Excerpt {
  private Excerpt() {}

  /** At most so many code points, with an ellipsis for what was cut. */
  static String of(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }
}
