package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.markup.Markup;

/**
 * A table that can be sorted by its columns. It scrolls sideways by itself where the screen is
 * narrow; the first column stays.
 */
final class DataTable {
  private final String caption;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();

  /** What a column holds. */
  enum Kind {
    TEXT,
    NUMBER,
    PLOT
  }

  private record Column(Kind kind, String label, String sorted, Consumer<Markup> below) {}

  /**
   * A cell.
   *
   * @param key what it is sorted by; empty for what comes last, whichever the order
   * @param content what is in it
   */
  record Cell(String key, Consumer<Markup> content) {
    /** Just text. */
    static Cell text(String text) {
      return new Cell(text, out -> out.foreign(text));
    }

    /** A number as it is shown. */
    static Cell number(double value, String shown) {
      return new Cell(Double.isFinite(value) ? Double.toString(value) : "", out -> out.text(shown));
    }

    /** A number and, smaller, what is known about it. */
    static Cell number(double value, String shown, String below) {
      return new Cell(
          Double.isFinite(value) ? Double.toString(value) : "",
          out -> {
            out.text(shown);
            if (!below.isEmpty()) {
              out.element("span", below, "class", "sub");
            }
          });
    }

    /** A metric's value. */
    static Cell metric(double value) {
      return number(value, Numbers.metric(value));
    }

    /** A picture. */
    static Cell plot(Consumer<Markup> plot) {
      return new Cell("", plot);
    }

    /** Nothing. */
    static Cell none() {
      return new Cell("", out -> {});
    }
  }

  /**
   * Begins a table.
   *
   * @param caption what it shows, for those who cannot see it
   */
  DataTable(String caption) {
    this.caption = caption;
  }

  DataTable text(String label) {
    columns.add(new Column(Kind.TEXT, label, null, out -> {}));
    return this;
  }

  DataTable number(String label) {
    columns.add(new Column(Kind.NUMBER, label, null, out -> {}));
    return this;
  }

  /** A column of numbers by which the rows are in order already, largest first. */
  DataTable numberDescending(String label) {
    columns.add(new Column(Kind.NUMBER, label, "descending", out -> {}));
    return this;
  }

  /** A column of pictures with their axis in the heading. */
  DataTable plot(String label, Consumer<Markup> axis) {
    columns.add(new Column(Kind.PLOT, label, null, axis));
    return this;
  }

  /** One more row, a cell per column; the first one names it. */
  void row(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells, " + columns.size() + " columns");
    }
    rows.add(List.copyOf(cells));
  }

  void write(Markup out) {
    out.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    out.open("table", "class", "data");
    out.element("caption", caption, "class", "unseen");
    out.open("thead").open("tr");
    columns.forEach(c -> heading(out, c));
    out.close().close().open("tbody");
    rows.forEach(r -> row(out, r));
    out.close().close().close();
  }

  private static void heading(Markup out, Column column) {
    boolean sortable = column.kind() != Kind.PLOT;
    out.open(
        "th",
        "scope",
        "col",
        "class",
        kind(column),
        "aria-sort",
        sortable ? column.sorted() == null ? "none" : column.sorted() : null);
    if (sortable) {
      out.element("button", column.label(), "type", "button", "class", "sort");
    } else {
      out.element("span", column.label(), "class", "plot-label");
    }
    column.below().accept(out);
    out.close();
  }

  private void row(Markup out, List<Cell> cells) {
    out.open("tr");
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      String kind = kind(columns.get(c));
      if (c == 0) {
        out.open("th", "scope", "row", "class", kind, "data-v", attribute(cell.key()));
      } else {
        out.open("td", "class", kind, "data-v", attribute(cell.key()));
      }
      cell.content().accept(out);
      out.close();
    }
    out.close();
  }

  private static String attribute(String key) {
    return key.isEmpty() ? null : key;
  }

  private static String kind(Column column) {
    return switch (column.kind()) {
      case TEXT -> "text";
      case NUMBER -> "number";
      case PLOT -> "picture";
    };
  }
}
