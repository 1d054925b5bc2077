package org.llmrec.cli.internal;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.llm.price.Budget;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.enrich.EnrichStatus;
import org.llmrec.pipeline.enrich.Enrichment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows what the answer store holds, and what it cost. */
@Command(
    name = "status",
    description = "Shows how many answers there are of each status, and what has been spent.")
final class EnrichStatusCommand extends TerminalCommand {
  @ParentCommand private EnrichCommand enrich;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    EnrichStatus status = Enrichment.of(Workspace.open(enrich.folder())).status();
    if (json) {
      terminal.json(status);
    } else {
      print(terminal, status);
    }
    return 0;
  }

  static void print(Terminal terminal, EnrichStatus status) {
    if (status.rows() == 0) {
      terminal.line("  no answers yet");
    }
    for (Map.Entry<AnswerStatus, Long> each : status.counts().byStatus().entrySet()) {
      terminal.line(
          "  %-12s %,12d", each.getKey().name().toLowerCase(Locale.ROOT), each.getValue());
    }
    if (status.counts().damaged() > 0) {
      terminal.line(
          "  %-12s %,12d (asked again by the next run)", "damaged", status.counts().damaged());
    }
    terminal.line("  on the account: %s", EnrichLines.spend(status.account()));
    terminal.line("  budget: %s", budget(status.budget()));
    if (status.batches() > 0) {
      terminal.line(
          "  with the server: %,d batches of %,d calls; fetch them: llmrec enrich --batch",
          status.batches(), status.batchedCalls());
    }
    status.writer().ifPresent(writer -> terminal.line("  being asked by %s", writer));
  }

  private static String budget(Budget budget) {
    if (budget.equals(Budget.NONE)) {
      return "none";
    }
    StringBuilder text = new StringBuilder();
    budget.maxCost().ifPresent(max -> part(text, String.format(Locale.ROOT, "cost %.2f", max)));
    budget.maxTokens().ifPresent(max -> part(text, String.format(Locale.ROOT, "%,d tokens", max)));
    budget.maxCalls().ifPresent(max -> part(text, String.format(Locale.ROOT, "%,d calls", max)));
    return text.toString();
  }

  private static void part(StringBuilder text, String part) {
    text.append(text.isEmpty() ? "" : ", ").append(part);
  }
}
