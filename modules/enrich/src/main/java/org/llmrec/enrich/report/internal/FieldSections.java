package org.llmrec.enrich.report.internal;

import java.util.List;
import java.util.Map;
import org.llmrec.enrich.report.Duplicates.Repeated;
import org.llmrec.enrich.report.FieldReport;
import org.llmrec.enrich.report.Lengths;

/** How the items stand with each field, and what its texts are like. */
final class FieldSections {
  private FieldSections() {}

  static void write(Html out, List<FieldReport> fields) {
    if (fields.isEmpty()) {
      out.open("section").element("p", "Nothing is asked, and nothing was imported.").close();
      return;
    }
    out.open("section", "id", "coverage").element("h2", "Coverage");
    out.element(
        "p",
        "Each item counts once per field: with a text that was asked for or imported, with an"
            + " answer that was discarded, with a question that failed, or missing.",
        "class",
        "lead");
    coverage(out, fields);
    out.close();
    out.open("section", "id", "texts").element("h2", "Texts");
    texts(out, fields);
    models(out, fields);
    repeated(out, fields);
    out.close();
  }

  private static void coverage(Html out, List<FieldReport> fields) {
    HtmlTable table =
        new HtmlTable(
            out,
            "Coverage by field",
            List.of("Field", "Coverage", "Asked", "Imported", "Discarded", "Failed", "Missing"));
    for (FieldReport f : fields) {
      table.row(
          f.field(),
          List.of(
              Figures.percent(f.coverage()),
              Figures.count(f.own()),
              Figures.count(f.imported()),
              Figures.count(f.discarded()),
              Figures.count(f.failed()),
              Figures.count(f.missing())));
    }
    table.end();
  }

  private static void texts(Html out, List<FieldReport> fields) {
    HtmlTable table =
        new HtmlTable(
            out,
            "Lengths and duplicates by field",
            List.of("Field", "Length in", "Min", "Median", "95 %", "Max", "Same text"));
    for (FieldReport f : fields) {
      Lengths l = f.lengths();
      table.row(
          f.field(),
          f.texts() == 0
              ? List.of(l.unit(), "–", "–", "–", "–", "–")
              : List.of(
                  l.unit(),
                  Figures.count(l.min()),
                  Figures.count(l.median()),
                  Figures.count(l.p95()),
                  Figures.count(l.max()),
                  Figures.percent(f.duplicates().share())));
    }
    table.end();
  }

  private static void models(Html out, List<FieldReport> fields) {
    HtmlTable table =
        new HtmlTable(out, "Texts by field and model", List.of("Field and model", "Texts"));
    for (FieldReport f : fields) {
      for (Map.Entry<String, Long> model : f.models().entrySet()) {
        table.row(f.field() + " · " + model.getKey(), List.of(Figures.count(model.getValue())));
      }
    }
    table.end();
  }

  private static void repeated(Html out, List<FieldReport> fields) {
    if (fields.stream().allMatch(f -> f.duplicates().top().isEmpty())) {
      return;
    }
    out.element("h3", "The same text for several items").open("ul", "class", "texts");
    for (FieldReport f : fields) {
      for (Repeated r : f.duplicates().top()) {
        out.open("li").foreign(f.field());
        out.element("span", Figures.of(r.items(), "item", "items"), "class", "tag");
        out.open("span", "class", "sub").foreign(r.text()).close().close();
      }
    }
    out.close();
  }
}
