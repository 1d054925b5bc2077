package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.enrich.job.EnrichmentPlan;
import org.llmrec.enrich.job.EnrichmentSummary;
import org.llmrec.llm.price.Budget;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.enrich.EnrichOptions;
import org.llmrec.pipeline.enrich.Enrichment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Asks a language model about every item. */
@Command(
    name = "enrich",
    description = {
      "Asks the language model of llmrec.yaml about every item, and keeps each answer as soon as it",
      "is there. Asks nothing twice, over all runs; may be stopped (Ctrl-C) or killed at any moment,",
      "and goes on where it was. A build makes fields of the answers."
    },
    subcommands = {
      EnrichImportCommand.class,
      EnrichExportCommand.class,
      EnrichReportCommand.class,
      EnrichStatusCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is answered",
      "1:some calls failed, or a failure ended it; the same command goes on",
      "2:what was asked for cannot be: usage, configuration, a missing key",
      "3:stopped at the budget",
      "130:stopped by Ctrl-C; all answers that came are kept"
    })
final class EnrichCommand extends TerminalCommand {
  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The workspace: the folder with llmrec.yaml (default: the current folder).")
  private Path workspace;

  @Option(
      names = "--dry-run",
      description = "Show calls, tokens and money for each prompt. Sends nothing, needs no key.")
  private boolean dryRun;

  @Option(
      names = "--max-cost",
      paramLabel = "MONEY",
      description = "Stop before more is spent, all runs since --new-budget together.")
  private Double maxCost;

  @Option(names = "--max-tokens", paramLabel = "N", description = "The same for tokens.")
  private Long maxTokens;

  @Option(names = "--max-calls", paramLabel = "N", description = "The same for calls.")
  private Long maxCalls;

  @Option(
      names = "--new-budget",
      description = "What was spent before no longer counts towards the limits.")
  private boolean newBudget;

  @Option(
      names = "--batch",
      description = "Hand the questions in as batches: cheaper, and takes up to a day.")
  private boolean batch;

  @Option(
      names = "--refresh-neighbours",
      description = "Find anew which items the engagement prompts show; with --dry-run only count.")
  private boolean refreshNeighbours;

  @Option(names = "--retry-discarded", description = "Ask again where an answer was discarded.")
  private boolean retryDiscarded;

  @Option(names = "--replace-imported", description = "Ask also where an answer was imported.")
  private boolean replaceImported;

  @Option(names = "--concurrency", paramLabel = "N", description = "Calls at a time.")
  private Integer concurrency;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Enrichment enrichment = Enrichment.of(Workspace.open(folder()));
    EnrichOptions options = options();
    return dryRun ? plan(enrichment, options) : run(enrichment, options);
  }

  /** The workspace, also of the commands below this one. */
  Path folder() {
    return WorkspaceOption.checked(workspace == null ? Path.of(".") : workspace);
  }

  private EnrichOptions options() {
    return new EnrichOptions(
        budget(),
        newBudget,
        batch,
        refreshNeighbours,
        retryDiscarded,
        replaceImported,
        concurrency == null ? OptionalInt.empty() : OptionalInt.of(concurrency),
        new ProgressLines(terminal),
        new BuildLines(terminal));
  }

  private Budget budget() {
    return new Budget(
        maxCost == null ? OptionalDouble.empty() : OptionalDouble.of(limit("--max-cost", maxCost)),
        maxTokens == null
            ? OptionalLong.empty()
            : OptionalLong.of((long) limit("--max-tokens", maxTokens)),
        maxCalls == null
            ? OptionalLong.empty()
            : OptionalLong.of((long) limit("--max-calls", maxCalls)));
  }

  private static double limit(String option, double value) {
    if (!(value >= 0)) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE, option + ": expected 0 or more, found " + value);
    }
    return value;
  }

  private int plan(Enrichment enrichment, EnrichOptions options) throws IOException {
    EnrichmentPlan plan = enrichment.plan(options);
    if (json) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("calls", plan.calls());
      view.put("tokens", plan.tokens());
      view.put("cost", plan.cost());
      view.put("batchCost", plan.batchCost());
      view.put("prompts", plan.prompts());
      terminal.json(view);
    } else {
      EnrichLines.plan(terminal, plan);
    }
    return 0;
  }

  private int run(Enrichment enrichment, EnrichOptions options) throws IOException {
    EnrichmentSummary summary;
    try (StopSignals signals = StopSignals.during(terminal, enrichment::stop)) {
      summary = enrichment.run(options);
    }
    if (json) {
      terminal.json(summary);
    } else {
      EnrichLines.summary(terminal, summary);
      if (summary.complete()) {
        terminal.note("next: llmrec build -w %s", folder());
      }
    }
    return EnrichLines.exitCode(summary);
  }
}
