package org.llmrec.enrich.report.internal;

import java.util.List;
import org.llmrec.enrich.report.ExampleItem;

/** Some items: the catalogue's text beside those that were written about it. */
final class ExampleSection {
  private ExampleSection() {}

  static void write(Html out, List<ExampleItem> examples) {
    if (examples.isEmpty()) {
      return;
    }
    out.open("section", "id", "examples").element("h2", "Examples");
    for (ExampleItem item : examples) {
      out.open("article").open("h3").foreign(item.title().isBlank() ? item.id() : item.title());
      out.open("span", "class", "tag").foreign(item.id()).close().close();
      out.open("div", "class", "beside");
      text(out, "Description", "catalogue", item.description(), "");
      for (ExampleItem.Text text : item.texts()) {
        text(out, text.field(), text.origin(), text.text().orElse(""), text.problem());
      }
      out.close().close();
    }
    out.close();
  }

  private static void text(Html out, String name, String origin, String text, String problem) {
    out.open("div").open("h4").foreign(name);
    if (!origin.isEmpty()) {
      out.open("span", "class", "sub").foreign(origin).close();
    }
    out.close().open("p");
    if (text.isBlank()) {
      out.element("span", "nothing", "class", "faint");
    } else {
      out.foreign(text);
    }
    out.close();
    if (!problem.isEmpty()) {
      out.open("p", "class", "problem").foreign(problem).close();
    }
    out.close();
  }
}
