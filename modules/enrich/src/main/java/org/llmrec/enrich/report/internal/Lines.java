package org.llmrec.enrich.report.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Text for a terminal: tables with columns as wide as their widest cell, and paragraphs. Nothing
 * that comes from a catalogue or a model can move the cursor, begin a line or turn the direction of
 * what follows. Not thread-safe.
 */
public final class Lines {
  private static final char REPLACEMENT = '\uFFFD';
  private static final String GAP = "  ";

  private final StringBuilder out = new StringBuilder();
  private final int width;

  /**
   * Nothing yet.
   *
   * @param width of the terminal in columns
   */
  public Lines(int width) {
    this.width = width;
  }

  /** An empty line, unless there is nothing before it. */
  public Lines gap() {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    return this;
  }

  /** A line. */
  public Lines line(String text) {
    out.append(clean(text)).append('\n');
    return this;
  }

  /** A paragraph, broken between words. */
  public Lines paragraph(String indent, String text) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : clean(text).strip().split(" +", -1)) {
      boolean first = line.length() == indent.length();
      if (!first && width(line) + 1 + width(word) > width) {
        out.append(line).append('\n');
        line.setLength(indent.length());
        first = true;
      }
      line.append(first ? "" : " ").append(word);
    }
    out.append(line).append('\n');
    return this;
  }

  /**
   * A table.
   *
   * @param rows the headings first; the first column flush left, the others flush right
   */
  public Lines table(List<List<String>> rows) {
    List<List<String>> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(row.stream().map(Lines::clean).toList()));
    int[] widths = new int[cells.get(0).size()];
    for (List<String> row : cells) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], width(row.get(c)));
      }
    }
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder(row.get(0));
      line.append(" ".repeat(widths[0] - width(row.get(0))));
      for (int c = 1; c < widths.length; c++) {
        line.append(GAP).append(" ".repeat(widths[c] - width(row.get(c)))).append(row.get(c));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return this;
  }

  private static int width(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(Lines::harmless).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int harmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\n' || c == '\r' || c == '\t' ? ' ' : REPLACEMENT;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
      case Character.SURROGATE -> REPLACEMENT;
      case Character.FORMAT -> directs(c) ? REPLACEMENT : c;
      default -> c;
    };
  }

  private static boolean directs(int c) {
    return (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200E
        || c == 0x200F
        || c == 0x061C;
  }

  /** All lines. */
  @Override
  public String toString() {
    return out.toString();
  }
}
