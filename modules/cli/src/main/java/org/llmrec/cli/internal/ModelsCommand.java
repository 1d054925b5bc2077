package org.llmrec.cli.internal;

import java.nio.file.Path;
import org.llmrec.encode.store.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The encoders on this machine. */
@Command(
    name = "models",
    description = {
      "The encoders that this machine keeps for all workspaces: in the folder that LLMREC_MODELS",
      "names, or else ~/.cache/llmrec/models. llmrec.yaml names one with encoder.model."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelsListCommand.class,
      ModelsFetchCommand.class,
      ModelsVerifyCommand.class,
      ModelsAddCommand.class,
      ModelsAddScorerCommand.class,
      ModelsHalveCommand.class
    })
final class ModelsCommand implements Runnable {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Another folder than the usual one.")
  private Path folder;

  @Spec private CommandSpec spec;

  /** The store, also of the commands below this one. */
  ModelStore store() {
    return folder == null ? ModelStore.standard() : new ModelStore(folder);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(
        spec.commandLine(), "list, fetch, verify, add, add-scorer or halve?");
  }
}
