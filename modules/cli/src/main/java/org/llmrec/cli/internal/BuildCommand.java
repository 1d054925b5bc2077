package org.llmrec.cli.internal;

import java.io.IOException;
import org.llmrec.enrich.job.EnrichmentSummary;
import org.llmrec.enrich.job.StopReason;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.enrich.EnrichOptions;
import org.llmrec.pipeline.enrich.Enrichment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds what is stale, and publishes it. */
@Command(
    name = "build",
    description = {
      "Runs every stage that is stale and says why, then publishes the result as one generation.",
      "May be killed at any moment: what was published before goes on serving. Asks no language",
      "model by itself."
    })
final class BuildCommand extends BuildingCommand {
  @Option(
      names = "--enrich",
      description = {
        "First ask the language model about what is not answered yet, within enrich.budget;",
        "at the budget, build with what there is and end with 3."
      })
  private boolean enrich;

  @Option(
      names = "--refresh",
      description = {
        "Take the rankers that serve on to new items and interactions instead of learning them",
        "anew: minutes become seconds. Learns where there is nothing to take on."
      })
  private boolean refresh;

  @Override
  boolean refresh() {
    return refresh;
  }

  @Override
  public Integer call() throws IOException {
    if (!enrich) {
      return super.call();
    }
    Enrichment enrichment = Enrichment.of(Workspace.open(workspace.folder()));
    EnrichmentSummary summary;
    try (StopSignals signals = StopSignals.during(terminal, enrichment::stop)) {
      summary =
          enrichment.run(
              EnrichOptions.defaults()
                  .progress(new ProgressLines(terminal))
                  .listener(new BuildLines(terminal)));
    }
    EnrichLines.summary(
        new Terminal(terminal.err(), terminal.err(), terminal.interactive()), summary);
    int asked = EnrichLines.exitCode(summary);
    boolean goesOn = summary.reason() == StopReason.DONE || summary.reason() == StopReason.BUDGET;
    return goesOn ? Math.max(asked, super.call()) : asked;
  }
}
