package org.llmrec.cli.internal;

import java.io.IOException;
import org.llmrec.pipeline.Build;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.WorkspaceStatus;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.build.BuildReport;
import org.llmrec.pipeline.build.StageReport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands share that build: all of it, or up to a stage. */
abstract class BuildingCommand extends TerminalCommand {
  @Mixin WorkspaceOption workspace;

  @Option(names = "--strict", description = "Stop at the first bad record.")
  private boolean strict;

  @Option(names = "--verify", description = "Read and check what is built already, every byte.")
  private boolean verify;

  @Option(names = "--json", description = "Answer in JSON.")
  boolean json;

  /** The stage to stop after, or null for all. */
  String only() {
    return null;
  }

  /** Whether the rankers that serve are taken on rather than learnt anew. */
  boolean refresh() {
    return false;
  }

  @Override
  public Integer call() throws IOException {
    BuildOptions options =
        BuildOptions.defaults()
            .strict(strict)
            .verify(verify)
            .refresh(refresh())
            .progress(new ProgressLines(terminal))
            .listener(new BuildLines(terminal));
    if (only() != null) {
      options = options.only(only());
    }
    BuildReport report = Build.run(Workspace.open(workspace.folder()), options);
    if (json) {
      terminal.json(report);
    } else {
      MissingAnswers.of(report).print(terminal);
      if (report.stages().stream().anyMatch(BuildingCommand::trained)) {
        Training.of(WorkspaceStatus.of(workspace.folder()))
            .ifPresent(training -> training.print(terminal));
      }
      terminal.note("%s in %s", outcome(report), Durations.brief(report.seconds()));
    }
    return 0;
  }

  private static boolean trained(StageReport stage) {
    return (stage.stage().equals("train") || stage.stage().equals("rank"))
        && stage.outcome() == StageReport.Outcome.BUILT;
  }

  private String outcome(BuildReport report) {
    if (report.published()) {
      return "published";
    }
    return report.complete() ? "nothing to do" : "stopped after " + only();
  }
}
