package org.llmrec.cli.internal;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its widest cell. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] right;

  /**
   * Begins a table.
   *
   * @param columns the headings; one that begins with {@code >} is set flush right
   */
  Table(String... columns) {
    right = new boolean[columns.length];
    List<String> heading = new ArrayList<>();
    for (int c = 0; c < columns.length; c++) {
      right[c] = columns[c].startsWith(">");
      heading.add(right[c] ? columns[c].substring(1) : columns[c]);
    }
    rows.add(heading);
  }

  /** One more row, a cell per column. */
  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Writes it as result lines, indented by two. */
  void print(Terminal terminal) {
    int[] width = new int[right.length];
    for (List<String> row : rows) {
      for (int c = 0; c < width.length; c++) {
        width[c] = Math.max(width[c], length(row.get(c)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int c = 0; c < width.length; c++) {
        String cell = row.get(c);
        String padding = " ".repeat(width[c] - length(cell));
        line.append(' ').append(right[c] ? padding + cell : cell + padding).append(' ');
      }
      terminal.out().println(line.toString().stripTrailing());
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
