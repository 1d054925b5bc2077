package org.llmrec.cli.internal;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.llmrec.enrich.job.EnrichmentPlan;
import org.llmrec.enrich.job.EnrichmentSummary;
import org.llmrec.enrich.job.PromptPlan;
import org.llmrec.enrich.store.Spend;

/** What an enrichment would do and did, for a person. */
final class EnrichLines {
  /** Stopped at the budget. */
  static final int AT_BUDGET = 3;

  /** As shells say it: 128 and the number of the signal. */
  private static final int INTERRUPTED = 130;

  private EnrichLines() {}

  /** How the command ends. */
  static int exitCode(EnrichmentSummary summary) {
    return switch (summary.reason()) {
      case BUDGET -> AT_BUDGET;
      case ASKED -> INTERRUPTED;
      case FAILURE, INVALID_ANSWER -> 1;
      case DONE -> summary.failed() > 0 ? 1 : 0;
    };
  }

  static void plan(Terminal terminal, EnrichmentPlan plan) {
    Table table =
        new Table(
            "prompt",
            ">questions",
            ">answered",
            ">shared",
            ">calls",
            ">tokens in",
            ">tokens out",
            ">cost",
            ">in batches");
    for (PromptPlan prompt : plan.prompts()) {
      table.row(
          prompt.prompt(),
          number(prompt.questions()),
          number(prompt.present()),
          number(prompt.shared()),
          number(prompt.ask()),
          number(prompt.promptTokens()),
          number(prompt.completionTokens()),
          money(prompt.cost()),
          money(prompt.batchCost()));
    }
    if (plan.prompts().size() > 1) {
      table.row(
          "together",
          number(plan.prompts().stream().mapToLong(PromptPlan::questions).sum()),
          number(plan.prompts().stream().mapToLong(PromptPlan::present).sum()),
          number(plan.prompts().stream().mapToLong(PromptPlan::shared).sum()),
          number(plan.calls()),
          number(plan.prompts().stream().mapToLong(PromptPlan::promptTokens).sum()),
          number(plan.prompts().stream().mapToLong(PromptPlan::completionTokens).sum()),
          money(plan.cost()),
          money(plan.batchCost()));
    }
    table.print(terminal);
    terminal.line("");
    terminal.line("  Nothing was sent. Tokens in are estimated from the questions; tokens out");
    String assumed =
        plan.prompts().stream()
            .filter(prompt -> !prompt.measured())
            .map(PromptPlan::prompt)
            .collect(Collectors.joining(", "));
    terminal.line(
        "  %s. Retries and repairs come on top.",
        assumed.isEmpty()
            ? "from the answers that are there already"
            : "from the form asked for, until there are answers to: " + assumed);
    if (plan.cost().isEmpty()) {
      terminal.line("  The model has no price: write one into prices.yaml in the workspace.");
    }
  }

  static void summary(Terminal terminal, EnrichmentSummary summary) {
    terminal.line(
        "  %,d questions in %s:", summary.questions(), Durations.brief(summary.seconds()));
    line(terminal, "answered before", summary.present());
    line(terminal, "the same call as another", summary.shared());
    line(terminal, "answered", summary.ok());
    line(terminal, "answered, with a warning", summary.warned());
    line(terminal, "answered, and discarded", summary.discarded());
    line(terminal, "failed", summary.failed());
    line(terminal, "not reached", summary.notReached());
    if (!summary.failures().isEmpty()) {
      terminal.line("  calls without an answer: %s", failures(summary.failures()));
    }
    terminal.line("  spent now: %s", spend(summary.spent()));
    terminal.line("  on the account: %s", spend(summary.account()));
    if (!summary.message().isEmpty()) {
      terminal.note("llmrec: %s", summary.message());
    }
    if (summary.failed() > 0 || summary.notReached() > 0) {
      terminal.note("the same command goes on from here");
    }
  }

  /** Such as {@code 120 calls, 48,000 tokens, cost 0.0123}. */
  static String spend(Spend spend) {
    return String.format(
        Locale.ROOT,
        "%,d calls%s%s, %,d tokens, cost %.4f",
        spend.calls(),
        spend.failed() > 0 ? String.format(Locale.ROOT, " (%,d failed)", spend.failed()) : "",
        spend.lost() > 0
            ? String.format(Locale.ROOT, " (%,d lost, counted at their estimate)", spend.lost())
            : "",
        spend.tokens(),
        spend.cost());
  }

  private static String failures(Map<String, Long> byKind) {
    return byKind.entrySet().stream()
        .map(
            kind ->
                String.format(
                    Locale.ROOT, "%,d %s", kind.getValue(), kind.getKey().replace('_', ' ')))
        .collect(Collectors.joining(", "));
  }

  private static void line(Terminal terminal, String what, long count) {
    if (count > 0) {
      terminal.line("    %-26s %,12d", what, count);
    }
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String money(OptionalDouble cost) {
    return cost.isPresent() ? String.format(Locale.ROOT, "%,.2f", cost.getAsDouble()) : "?";
  }
}
