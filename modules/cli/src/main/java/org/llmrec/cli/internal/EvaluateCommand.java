package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.experiment.ExperimentFile;
import org.llmrec.lab.report.CsvReport;
import org.llmrec.lab.report.HtmlReport;
import org.llmrec.lab.report.JsonReport;
import org.llmrec.lab.report.ResultsDocument;
import org.llmrec.lab.report.TerminalReport;
import org.llmrec.lab.result.ExpectedOutcome;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.run.ExperimentRun;
import org.llmrec.lab.run.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an experiment and shows the leaderboard. */
@Command(
    name = "evaluate",
    description = {
      "Runs an experiment file: cuts the data by its protocol, tunes and tests its models, and",
      "writes results.json, leaderboard.csv and report.html. May be killed at any moment: what was",
      "fitted stays, and the same command goes on from there.",
      "Ends with 1 where a figure is not what the experiment file expects."
    })
final class EvaluateCommand extends TerminalCommand {
  private static final int WIDTH = 100;
  private static final Path HOME = Path.of("llmrec-experiments");

  @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The experiment file.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where everything goes (default: llmrec-experiments/NAME).")
  private Path out;

  @Option(
      names = "--texts",
      paramLabel = "DIR",
      description = {
        "Where the vectors of texts lie, which experiments may share (default:",
        "llmrec-experiments/texts, or with --out a folder in that)."
      })
  private Path texts;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many fits at a time; they share the processors (${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--docs",
      paramLabel = "FILE.md",
      description = "A Markdown file whose block of this experiment is written anew.")
  private Path docs;

  @Option(
      names = "--sampled",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Rank among N random items instead of the catalogue, to check figures of others.",
        "Not for comparing systems; says why."
      })
  private int sampled;

  @Option(
      names = "--write-splits",
      paramLabel = "DIR",
      description = "Write the splits for others to fit and score on, and run nothing.")
  private Path splits;

  @Option(names = "--fresh", description = "Make every fit anew, even those that are stored.")
  private boolean fresh;

  @Override
  public Integer call() throws IOException {
    if (jobs < 1 || sampled < 0) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected --jobs from 1 on and --sampled from 0 on, found " + jobs + ", " + sampled);
    }
    if (sampled > 0 && docs != null) {
      throw new ConfigException(
          OptionCode.OPTION_CONFLICT,
          "expected --docs without --sampled: figures of sampled rankings stand beside others there"
              + " and cannot be compared with them");
    }
    Experiment experiment = ExperimentFile.read(file);
    Path folder = out == null ? HOME.resolve(experiment.name()) : out;
    Path vectors = texts != null ? texts : (out == null ? HOME : out).resolve("texts");
    RunOptions options =
        RunOptions.in(folder)
            .texts(vectors)
            .jobs(jobs)
            .sampledNegatives(sampled)
            .fresh(fresh)
            .command(command())
            .progress(new ProgressLines(terminal));
    if (splits != null) {
      ExperimentRun.writeSplits(experiment, options, splits)
          .forEach(split -> terminal.line("%s", split));
      return 0;
    }
    warnOfSampling();
    ExperimentResult result = ExperimentRun.run(experiment, options);
    write(result, folder);
    return verdict(result);
  }

  private String command() {
    return "llmrec evaluate " + file + (sampled > 0 ? " --sampled " + sampled : "");
  }

  private void warnOfSampling() {
    if (sampled > 0) {
      terminal.note("Sampled rankings can turn the order of two systems: a target at rank 100 of");
      terminal.note("10,000 items is beaten by one drawn item in a hundred, so a system that is");
      terminal.note("never right at the head of its list looks best (Krichene and Rendle, KDD");
      terminal.note("2020). These figures are marked, and are not for comparing systems.");
    }
  }

  private void write(ExperimentResult result, Path folder) throws IOException {
    Files.createDirectories(folder);
    JsonReport.write(result, folder.resolve("results.json"));
    CsvReport.write(result, folder.resolve("leaderboard.csv"));
    HtmlReport.write(result, folder.resolve("report.html"));
    if (docs != null) {
      ResultsDocument.update(docs, result);
    }
    terminal.out().print(TerminalReport.of(result, WIDTH));
    terminal.out().flush();
    terminal.note("report: %s", folder.resolve("report.html"));
  }

  private int verdict(ExperimentResult result) {
    for (ExpectedOutcome outcome : result.expectations()) {
      if (!outcome.met()) {
        terminal.note(
            "llmrec: missed: %s %s: expected %.4f within %.4f, found %.4f",
            outcome.model(),
            outcome.metric(),
            outcome.expected(),
            outcome.tolerance(),
            outcome.found());
      }
    }
    return result.asExpected() ? 0 : 1;
  }
}
