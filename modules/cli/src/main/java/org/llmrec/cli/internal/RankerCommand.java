package org.llmrec.cli.internal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A ranker that somebody trained elsewhere. */
@Command(
    name = "ranker",
    description = {
      "A ranker of your own, trained elsewhere and exported to ONNX, behind our retrieval.",
      "A schema in YAML says what each input of the graph is fed with."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RankerColumnsCommand.class,
      RankerImportCommand.class,
      RankerRemoveCommand.class
    })
final class RankerCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(spec.commandLine(), "columns, import or remove?");
  }
}
