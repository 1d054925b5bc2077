package org.llmrec.enrich.report.internal;

import java.util.List;
import org.llmrec.enrich.report.EnrichReport;
import org.llmrec.enrich.report.PromptReport;

/** How each prompt was answered, what was wrong, and what it cost. */
final class PromptSections {
  private PromptSections() {}

  static void write(Html out, EnrichReport report) {
    List<PromptReport> prompts = report.prompts();
    if (prompts.isEmpty()) {
      return;
    }
    out.open("section", "id", "prompts").element("h2", "Prompts");
    out.element(
        "p",
        "Off format are answers with something wrong, of all answers; whether they are used all the"
            + " same is up to on-invalid. An answer that several items share counts once.",
        "class",
        "lead");
    HtmlTable table =
        new HtmlTable(
            out,
            "Answers and cost by prompt",
            List.of(
                "Prompt",
                "Answered",
                "Off format",
                "Discarded",
                "Failed",
                "Tokens in",
                "Tokens out",
                "Cost"));
    for (PromptReport p : prompts) {
      table.row(
          p.prompt() + " v" + p.version(),
          List.of(
              Figures.count(p.answered()),
              p.answered() == 0 ? "–" : Figures.percent(p.offFormat()),
              Figures.count(p.discarded()),
              Figures.count(p.failed()),
              Figures.count(p.promptTokens()),
              Figures.count(p.completionTokens()),
              Figures.cost(p.cost())));
    }
    table.end();
    out.element("p", Sentences.spent(report.spent()), "class", "lead");
    problems(out, prompts);
    out.close();
  }

  private static void problems(Html out, List<PromptReport> prompts) {
    if (prompts.stream().allMatch(p -> p.problems().isEmpty())) {
      return;
    }
    out.element("h3", "Problems").open("ul", "class", "texts");
    for (PromptReport p : prompts) {
      p.problems()
          .forEach(
              (problem, count) -> {
                out.open("li").foreign(p.prompt());
                out.element("span", Figures.count(count) + " ×", "class", "tag");
                out.open("span", "class", "sub").foreign(problem).close().close();
              });
    }
    out.close();
  }
}
