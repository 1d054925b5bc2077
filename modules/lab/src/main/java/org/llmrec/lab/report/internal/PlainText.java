package org.llmrec.lab.report.internal;

/**
 * Text from catalogues and experiment files, made harmless for a place that knows lines only:
 * nothing in it can move the cursor, break a line, or turn the direction of what follows.
 */
public final class PlainText {
  private static final char REPLACEMENT = '\uFFFD';

  private PlainText() {}

  /** Blanks become spaces, other controls a replacement sign. */
  public static String line(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(PlainText::harmless).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /**
   * At most so many code points; the middle makes room for an ellipsis, because names of variants
   * differ at their ends.
   */
  public static String cut(String text, int width) {
    int length = width(text);
    if (length <= width) {
      return text;
    }
    int tail = (width - 1) / 2;
    int head = width - 1 - tail;
    return text.substring(0, text.offsetByCodePoints(0, head))
        + "…"
        + text.substring(text.offsetByCodePoints(0, length - tail));
  }

  /** How many columns a terminal needs for it, were every code point one wide. */
  public static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static int harmless(int c) {
    if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029) {
      return ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> REPLACEMENT;
      case Character.FORMAT -> directs(c) ? REPLACEMENT : c;
      default -> c;
    };
  }

  private static boolean directs(int c) {
    return c >= 0x202A && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069
        || c == 0x200E
        || c == 0x200F
        || c == 0x061C;
  }
}
