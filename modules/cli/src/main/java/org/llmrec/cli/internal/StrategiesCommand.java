package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.lab.rerank.StrategyPlot;
import org.llmrec.lab.rerank.StrategyResult;
import org.llmrec.lab.rerank.StrategyStudy;
import org.llmrec.lab.rerank.StudyOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares strategies of reranking over an oracle. */
@Command(
    name = "strategies",
    description = {
      "Compares the strategies by which a language model can rerank, with an oracle in its place",
      "that errs to a known degree: quality against prompts and tokens, for the order of a first",
      "stage, its reverse and shuffles. Asks no model."
    })
final class StrategiesCommand extends TerminalCommand {
  @Option(names = "--queries", defaultValue = "10", description = "Lists (${DEFAULT-VALUE}).")
  private int queries;

  @Option(names = "--candidates", defaultValue = "100", description = "Of each (${DEFAULT-VALUE}).")
  private int candidates;

  @Option(
      names = "--accuracy",
      defaultValue = "0.9",
      description = "Share of random pairs that the oracle tells right (${DEFAULT-VALUE}).")
  private double accuracy;

  @Option(
      names = "--bias",
      defaultValue = "0.1",
      description = "Share of its answers that go by place alone (${DEFAULT-VALUE}).")
  private double bias;

  @Option(
      names = "-k",
      defaultValue = "10",
      description = "First places wanted (${DEFAULT-VALUE}).")
  private int k;

  @Option(
      names = "--shuffles",
      defaultValue = "5",
      description = "Shuffled orders (${DEFAULT-VALUE}).")
  private int shuffles;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of all that is drawn (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "Also writes strategies-prompts.svg and strategies-tokens.svg there.")
  private Path plots;

  @Override
  public Integer call() throws IOException {
    StudyOptions options = options();
    List<StrategyResult> results = StrategyStudy.run(options, new ProgressLines(terminal));
    terminal.line("%s", StrategyPlot.described(options));
    terminal.line("");
    terminal.out().print(StrategyPlot.table(options, results));
    if (plots != null) {
      Files.createDirectories(plots);
      write("strategies-prompts.svg", StrategyPlot.prompts(options, results));
      write("strategies-tokens.svg", StrategyPlot.tokens(options, results));
    }
    return 0;
  }

  private StudyOptions options() {
    try {
      return new StudyOptions(queries, candidates, accuracy, bias, k, shuffles, seed);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(OptionCode.OPTION_RANGE, e.getMessage(), e);
    }
  }

  private void write(String name, String svg) throws IOException {
    AtomicFiles.writeString(plots.resolve(name), svg);
    terminal.note("written: %s", plots.resolve(name));
  }
}
