package org.llmrec.lab.report.internal.page;

import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.markup.Markup;
import org.llmrec.lab.result.ModelResult;

/** A model's name as the first cell of a row. */
final class ModelCell {
  private ModelCell() {}

  /** The name, and whether it is the baseline. */
  static DataTable.Cell of(Page page, ModelResult model) {
    return new DataTable.Cell(model.name(), out -> name(page, model, out));
  }

  /** The name, and below it what it is and the settings in force. */
  static DataTable.Cell withSettings(Page page, ModelResult model) {
    String what = what(model);
    return new DataTable.Cell(
        model.name(),
        out -> {
          name(page, model, out);
          if (!what.isEmpty()) {
            out.open("span", "class", "sub").foreign(what).close();
          }
        });
  }

  /** The name with its colour, in a list. */
  static void legend(Page page, ModelResult model) {
    Markup out = page.out().open("li");
    out.open("span", "class", "swatch " + page.colours().of(model.name())).close();
    out.foreign(model.name()).close();
  }

  private static void name(Page page, ModelResult model, Markup out) {
    out.open("span", "class", "name");
    if (page.colours().told(model.name())) {
      out.open("span", "class", "swatch " + page.colours().of(model.name())).close();
    }
    breakable(out, model.name());
    out.close();
    if (page.view().baseline(model)) {
      out.text(" ").element("span", "baseline", "class", "tag");
    }
  }

  /** Names of variants may be broken after a slash. */
  private static void breakable(Markup out, String name) {
    out.open("bdi");
    int from = 0;
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', from)) {
      out.text(name.substring(from, slash + 1)).empty("wbr");
      from = slash + 1;
    }
    out.text(name.substring(from)).close();
  }

  private static String what(ModelResult model) {
    StringBuilder what = new StringBuilder();
    if (model.method().equals("run")) {
      what.append("scores made elsewhere");
    } else if (!model.name().startsWith(model.method())) {
      what.append(model.method());
    }
    if (!model.text().isEmpty() && !model.name().contains(model.text())) {
      what.append(what.isEmpty() ? "" : " · ").append(model.text());
    }
    if (!model.settings().isEmpty()) {
      what.append(what.isEmpty() ? "" : " · ").append(View.settings(model.settings()));
    }
    return what.toString();
  }
}
