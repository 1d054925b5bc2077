package org.llmrec.cli.internal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.error.OptionCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
      ErrorsCommand.class,
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
        (failure, command, parsed) -> program.report(terminal, failure, arguments));
    line.setParameterExceptionHandler(
        (misuse, given) -> program.misused(terminal, misuse, arguments));
    int code = execute(program, terminal, line, arguments);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  private static int execute(
      Llmrec program, Terminal terminal, CommandLine line, String... arguments) {
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError | LinkageError | StackOverflowError e) {
      return program.report(terminal, e, arguments);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  private int report(Terminal terminal, Throwable thrown, String... arguments) {
    Failure failure = Failure.of(thrown);
    terminal.out().flush();
    terminal.note("llmrec: error [%s]: %s", failure.code().id(), failure.sentence());
    if (debug) {
      thrown.printStackTrace(terminal.err());
    } else if (failure.code() == MachineCode.UNEXPECTED) {
      terminal.note("This should not have happened; --debug shows where.");
    } else if (terminal.interactive()) {
      terminal.note("llmrec errors %s says more.", failure.code().id());
    }
    if (List.of(arguments).contains("--json")) {
      terminal.json(Map.of("error", view(failure)));
    }
    return failure.code().page().exit();
  }

  /** Usage gets the nearest command or option and the way to the help, rather than all of it. */
  private int misused(Terminal terminal, ParameterException misuse, String... arguments) {
    LlmrecException failure = new ConfigException(OptionCode.USAGE, misuse.getMessage(), misuse);
    int code = report(terminal, failure, arguments);
    if (!UnmatchedArgumentException.printSuggestions(misuse, terminal.err())) {
      terminal.note(
          "%s --help shows what there is.",
          misuse.getCommandLine().getCommandSpec().qualifiedName());
    }
    return code;
  }

  private static Map<String, Object> view(Failure failure) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("code", failure.code().id());
    view.put("message", failure.sentence());
    view.put("exit", failure.code().page().exit());
    return view;
  }
}
