package org.llmrec.cli.internal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a workspace holds, for other programs. */
@Command(
    name = "export",
    description = "Writes what a workspace holds for other programs.",
    subcommands = {
      ExportVectorsCommand.class,
      ExportTowersCommand.class,
      ExportAnswersCommand.class,
      ExportTopCommand.class,
      ExportFeaturesCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class ExportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "export what? vectors, towers, answers, topn, features");
  }
}
