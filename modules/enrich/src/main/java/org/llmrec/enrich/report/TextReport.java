package org.llmrec.enrich.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.llmrec.enrich.report.internal.Figures;
import org.llmrec.enrich.report.internal.Lines;
import org.llmrec.enrich.report.internal.Sentences;

/** The report for a terminal. Stateless and thread-safe. */
public final class TextReport {
  private static final int WIDTH = 100;
  private static final String INDENT = "    ";

  private TextReport() {}

  /** Lines that each end in a line feed, most of them at most 100 columns wide. */
  public static String of(EnrichReport report) {
    Lines out = new Lines(WIDTH);
    out.line("Answers about " + Figures.of(report.items(), "item", "items"));
    if (report.damaged() > 0) {
      out.line(
          Figures.of(report.damaged(), "row is", "rows are")
              + " damaged and left out; they will be asked again.");
    }
    if (report.fields().isEmpty()) {
      return out.line("Nothing is asked, and nothing was imported.").toString();
    }
    coverage(out, report.fields());
    texts(out, report.fields());
    prompts(out, report);
    repeated(out, report.fields());
    examples(out, report.examples());
    return out.toString();
  }

  private static void coverage(Lines out, List<FieldReport> fields) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("field", "coverage", "asked", "imported", "discarded", "failed", "missing"));
    for (FieldReport f : fields) {
      rows.add(
          List.of(
              f.field(),
              Figures.percent(f.coverage()),
              Figures.count(f.own()),
              Figures.count(f.imported()),
              Figures.count(f.discarded()),
              Figures.count(f.failed()),
              Figures.count(f.missing())));
    }
    out.gap().table(rows);
  }

  private static void texts(Lines out, List<FieldReport> fields) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("length", "", "min", "median", "p95", "max", "same text"));
    for (FieldReport f : fields) {
      Lengths l = f.lengths();
      boolean none = f.texts() == 0;
      rows.add(
          List.of(
              f.field(),
              l.unit(),
              none ? "–" : Figures.count(l.min()),
              none ? "–" : Figures.count(l.median()),
              none ? "–" : Figures.count(l.p95()),
              none ? "–" : Figures.count(l.max()),
              none ? "–" : Figures.percent(f.duplicates().share())));
    }
    out.gap().table(rows);
    out.gap();
    for (FieldReport f : fields) {
      if (!f.models().isEmpty()) {
        out.paragraph("", f.field() + " by " + counts(f.models()));
      }
    }
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " (" + Figures.count(each.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }

  private static void prompts(Lines out, EnrichReport report) {
    if (report.prompts().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("prompt", "answered", "off format", "failed", "tokens in", "tokens out", "cost"));
    for (PromptReport p : report.prompts()) {
      rows.add(
          List.of(
              p.prompt() + " v" + p.version(),
              Figures.count(p.answered()),
              p.answered() == 0 ? "–" : Figures.percent(p.offFormat()),
              Figures.count(p.failed()),
              Figures.count(p.promptTokens()),
              Figures.count(p.completionTokens()),
              Figures.cost(p.cost())));
    }
    out.gap().table(rows);
    for (PromptReport p : report.prompts()) {
      p.problems()
          .forEach(
              (problem, count) ->
                  out.paragraph("  ", p.prompt() + ": " + Figures.count(count) + " × " + problem));
    }
    out.gap().paragraph("", Sentences.spent(report.spent()));
  }

  private static void repeated(Lines out, List<FieldReport> fields) {
    boolean title = false;
    for (FieldReport f : fields) {
      for (Duplicates.Repeated r : f.duplicates().top()) {
        if (!title) {
          out.gap().line("The same text for several items");
          title = true;
        }
        out.paragraph("  ", f.field() + ": " + Figures.count(r.items()) + " × " + r.text());
      }
    }
  }

  private static void examples(Lines out, List<ExampleItem> examples) {
    for (ExampleItem item : examples) {
      out.gap().paragraph("", item.id() + (item.title().isEmpty() ? "" : "  " + item.title()));
      out.line("  description");
      out.paragraph(INDENT, item.description().isBlank() ? "–" : item.description());
      for (ExampleItem.Text text : item.texts()) {
        out.line(
            "  " + text.field() + (text.origin().isEmpty() ? "" : "  (" + text.origin() + ")"));
        out.paragraph(INDENT, text.text().orElse("–"));
        if (!text.problem().isEmpty()) {
          out.paragraph(INDENT, "! " + text.problem());
        }
      }
    }
  }
}
