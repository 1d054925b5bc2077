package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.split.Part;
import org.llmrec.rerank.tallrec.TallrecFiles;
import org.llmrec.rerank.tallrec.TallrecTemplate;
import org.llmrec.rerank.tallrec.TunePython;
import org.llmrec.rerank.tallrec.TuneResult;
import org.llmrec.rerank.tallrec.TuneSettings;
import org.llmrec.rerank.tallrec.Tuning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tunes a small language model to say who will like what. */
@Command(
    name = "tune",
    description = {
      "Tunes a small language model on a few interactions to say whether somebody will like an item",
      "(TALLRec), by a Python script that comes along; docs/tallrec.md. Downloads nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:tuned",
      "1:something failed while doing it",
      "2:what was asked for cannot be: usage, a missing file, no fit Python",
      "130:stopped by Ctrl-C",
      "other:that of the script"
    })
final class TuneCommand extends TerminalCommand {
  private static final int STOPPED = 130;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "The folder of a data set, in place of --catalogue and --interactions: MovieLens of any"
              + " age, or RecBole.")
  private Path data;

  @Mixin private TuneDataOptions samples;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "Samples that are there already, as JSON Lines, instead of a catalogue.")
  private Path ready;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "Questions to score before and after (those made of the data).")
  private Path test;

  @Option(
      names = "--alpaca",
      paramLabel = "FILE",
      description = "General instructions to tune on first, as JSON Lines.")
  private Path alpaca;

  @Option(
      names = "--stages",
      paramLabel = "STAGES",
      description = "rec, or alpaca,rec (alpaca,rec with --alpaca, else rec).")
  private String stages;

  @Option(
      names = "--model",
      paramLabel = "PATH",
      description = "A model's folder as transformers saves it, or a GGUF file.")
  private Path model;

  @Option(
      names = "--template",
      defaultValue = "alpaca",
      description =
          "alpaca as published, or chat: the model's own chat template (${DEFAULT-VALUE}).")
  private TallrecTemplate template;

  @Option(names = "--python", paramLabel = "PROGRAM", description = "LLMREC_PYTHON, or python3.")
  private String python;

  @Option(names = "--seed", defaultValue = "42", description = "${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out;

  @Option(names = "--data-only", description = "Write the samples, and tune nothing.")
  private boolean dataOnly;

  @Mixin private TuneTrainingOptions training;

  @Override
  public Integer call() throws IOException {
    check();
    Path folder = out.resolve("samples");
    if (ready == null) {
      samples.write(data, folder, seed, terminal);
    }
    if (dataOnly) {
      return 0;
    }
    Path questions =
        test == null && ready == null ? folder.resolve(TallrecFiles.name(Part.TEST)) : test;
    TuneSettings settings =
        new TuneSettings(
            model,
            ready == null ? folder.resolve(TallrecFiles.name(Part.TRAIN)) : ready,
            Optional.ofNullable(alpaca),
            Optional.ofNullable(questions),
            out,
            template,
            training.training(seed));
    String program = TunePython.named(Optional.ofNullable(python), System.getenv());
    Thread caller = Thread.currentThread();
    try (StopSignals signals = StopSignals.during(terminal, caller::interrupt);
        Tuning tuning = Tuning.start(TunePython.in(out.resolve("script"), program), settings);
        TuneLines lines = new TuneLines(terminal)) {
      TuneResult result = tuning.run(lines);
      if (result.exitCode() == 0) {
        TuneLines.print(terminal, result);
        terminal.line("adapter: %s", out.resolve("adapter"));
      } else {
        terminal.note("llmrec: the script ended with %d", result.exitCode());
      }
      return result.exitCode();
    } catch (InterruptedException e) {
      terminal.note("stopped");
      return STOPPED;
    }
  }

  private void check() {
    if (model == null && !dataOnly) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING,
          "expected --model with a model's folder or a GGUF file, found none");
    }
    if (ready != null && dataOnly) {
      throw new ConfigException(
          OptionCode.OPTION_CONFLICT, "expected --samples or --data-only, found both");
    }
    String wanted = alpaca == null ? "rec" : "alpaca,rec";
    if (stages != null && !stages.equals(wanted)) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "--stages: expected "
              + wanted
              + (alpaca == null ? " (alpaca,rec needs --alpaca FILE)" : " with --alpaca")
              + ", found \""
              + stages
              + "\"");
    }
  }
}
