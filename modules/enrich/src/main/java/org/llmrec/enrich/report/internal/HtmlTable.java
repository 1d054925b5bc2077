package org.llmrec.enrich.report.internal;

import java.util.List;

/** A table that scrolls sideways by itself where the screen is narrow. */
final class HtmlTable {
  private final Html out;

  /**
   * Begins it.
   *
   * @param caption what it shows, for those who cannot see it
   * @param headings the first column is text, the others are numbers
   */
  HtmlTable(Html out, String caption, List<String> headings) {
    this.out = out;
    out.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    out.open("table").element("caption", caption, "class", "unseen").open("thead").open("tr");
    for (String heading : headings) {
      out.element("th", heading, "scope", "col");
    }
    out.close().close().open("tbody");
  }

  /** A row; {@code name} may be foreign. */
  HtmlTable row(String name, List<String> numbers) {
    out.open("tr").open("th", "scope", "row").foreign(name).close();
    for (String number : numbers) {
      out.element("td", number);
    }
    out.close();
    return this;
  }

  void end() {
    out.close().close().close();
  }
}
