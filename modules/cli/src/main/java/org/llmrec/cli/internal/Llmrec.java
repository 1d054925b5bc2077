package org.llmrec.cli.internal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: its commands, and what becomes of an exception. */
@Command(
    name = "llmrec",
    description = "Ranks a catalogue for people, with features that a language model wrote.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      InitCommand.class,
      EnrichCommand.class,
      BuildCommand.class,
      ImportCommand.class,
      StageCommands.Answers.class,
      StageCommands.Encode.class,
      StageCommands.Train.class,
      StageCommands.Rank.class,
      StageCommands.Index.class,
      StatusCommand.class,
      ForgetCommand.class,
      RecommendCommand.class,
      SearchCommand.class,
      SimilarCommand.class,
      RerankCommand.class,
      RankerCommand.class,
      EvaluateCommand.class,
      StrategiesCommand.class,
      CollectionCommand.class,
      DemoCommand.class,
      DoctorCommand.class,
      ModelsCommand.class,
      SimulateCommand.class,
      SplitCommand.class,
      TuneCommand.class,
      ExportCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something failed while doing it",
      "2:what was asked for cannot be: usage, configuration, a missing file",
      "3:stopped at the budget (enrich, build --enrich)",
      "130:stopped by Ctrl-C"
    },
    footer = {
      "",
      "First steps:",
      "  llmrec demo",
      "  llmrec init ws --catalogue items.jsonl --interactions ratings.csv",
      "  llmrec enrich -w ws --dry-run      (where a language model is configured)",
      "  llmrec build -w ws",
      "  llmrec search -w ws \"space opera with robots\""
    })
public final class Llmrec implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error, and what the libraries log.")
  private boolean debug;

  @Spec private CommandSpec spec;

  /** Runs one command; returns the exit code and never throws. */
  public static int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(System.out, false, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Boolean.getBoolean("llmrec.interactive"));
    return run(terminal, arguments);
  }

  /** The same, writing elsewhere. */
  static int run(Terminal terminal, String... arguments) {
    Llmrec program = new Llmrec();
    CommandLine line = new CommandLine(program, new CommandFactory(terminal));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(
        parsed -> {
          Libraries.quieten(program.debug);
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> program.report(terminal, failure));
    int code = line.execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }

  private int report(Terminal terminal, Exception failure) {
    terminal.out().flush();
    terminal.note("llmrec: %s", sentence(failure));
    if (debug) {
      failure.printStackTrace(terminal.err());
    } else if (!(failure instanceof LlmrecException) && !(failure instanceof IOException)) {
      terminal.note("This should not have happened; --debug shows where.");
    }
    return exitCode(failure);
  }

  private static int exitCode(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ConfigException) {
        return 2;
      }
      if (t instanceof BadRecordException) {
        return 1;
      }
    }
    return 1;
  }

  /** One line, whatever happened. */
  private static String sentence(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).replace("\n", " ");
    return switch (failure) {
      case LlmrecException e -> message;
      case NoSuchFileException e -> "there is no file " + e.getFile();
      case AccessDeniedException e -> "no permission for " + e.getFile();
      case FileSystemException e -> message;
      case IOException e -> message;
      default -> failure.getClass().getSimpleName() + ": " + message;
    };
  }
}
