package org.llmrec.lab.report.internal;

/** Prose for a terminal. */
public final class Paragraph {
  private Paragraph() {}

  /**
   * Appends the text in lines no wider than {@code width} unless one word alone is.
   *
   * @param first put before the first line; the others are indented as far
   */
  public static void print(StringBuilder out, String first, String text, int width) {
    String indent = " ".repeat(PlainText.width(first));
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : PlainText.line(text).trim().split(" +")) {
      if (!empty && PlainText.width(line.toString()) + 1 + PlainText.width(word) > width) {
        out.append(line).append('\n');
        line = new StringBuilder(indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    out.append(line).append('\n');
  }
}
