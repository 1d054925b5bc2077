package org.llmrec.lab.report.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of text, each as wide as its widest cell. Where they do not fit beside each other the
 * first column is cut, and then the table is continued below with the first column repeated.
 */
public final class TextTable {
  private static final String INDENT = "  ";
  private static final String GAP = "  ";
  private static final int NAME_AT_LEAST = 24;

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param headings one per column; one that begins with {@code >} is set flush right
   */
  public TextTable(List<String> headings) {
    List<String> row = new ArrayList<>();
    for (String heading : headings) {
      boolean flushRight = heading.startsWith(">");
      right.add(flushRight);
      row.add(PlainText.line(flushRight ? heading.substring(1) : heading));
    }
    rows.add(row);
  }

  /** One more row, a cell per column. */
  public void row(List<String> cells) {
    if (cells.size() != right.size()) {
      throw new IllegalArgumentException(cells.size() + " cells in " + right.size() + " columns");
    }
    rows.add(cells.stream().map(PlainText::line).toList());
  }

  /** Appends the lines, none wider than {@code width} unless one column alone is. */
  public void print(StringBuilder out, int width) {
    int[] widths = new int[right.size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], PlainText.width(row.get(c)));
      }
    }
    int room = width - INDENT.length();
    widths[0] = Math.min(widths[0], Math.max(NAME_AT_LEAST, room - rest(widths)));
    int from = 1;
    do {
      int to = from;
      int used = widths[0];
      while (to < widths.length && (to == from || used + GAP.length() + widths[to] <= room)) {
        used += GAP.length() + widths[to];
        to++;
      }
      if (from > 1) {
        out.append('\n');
      }
      block(out, widths, from, to);
      from = to;
    } while (from < widths.length);
  }

  private static int rest(int[] widths) {
    int rest = 0;
    for (int c = 1; c < widths.length; c++) {
      rest += GAP.length() + widths[c];
    }
    return rest;
  }

  private void block(StringBuilder out, int[] widths, int from, int to) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(INDENT).append(cell(row, 0, widths[0]));
      for (int c = from; c < to; c++) {
        line.append(GAP).append(cell(row, c, widths[c]));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private String cell(List<String> row, int column, int width) {
    String text = PlainText.cut(row.get(column), width);
    String padding = " ".repeat(width - PlainText.width(text));
    return right.get(column) ? padding + text : text + padding;
  }
}
