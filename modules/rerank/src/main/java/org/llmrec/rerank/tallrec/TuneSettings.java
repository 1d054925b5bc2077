package org.llmrec.rerank.tallrec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * What is tuned on what, and where it goes.
 *
 * @param model a folder as transformers saves it, or a GGUF file
 * @param rec samples of the task, JSON Lines
 * @param alpaca samples of general instructions, tuned on first; empty for the task alone
 * @param test questions to score before and after; empty for none
 * @param out the folder for adapter, {@code tune.json} and {@code scores.jsonl}
 * @param template how samples are put to the model
 * @param training how it is trained
 */
public record TuneSettings(
    Path model,
    Path rec,
    Optional<Path> alpaca,
    Optional<Path> test,
    Path out,
    TallrecTemplate template,
    Training training) {

  /**
   * How it is trained. The adapters are always on the query and value projections, as published.
   *
   * @param seed of the adapter's start, its dropout and the order of samples
   * @param epochs of each stage, 1 or more
   * @param maxSteps of each stage; 0 for all of its epochs
   * @param batch samples of a step
   * @param microBatch those of them that are computed at once
   * @param learningRate at its highest
   * @param warmup steps until it is reached; then it falls to 0 on a line
   * @param cutoff the most tokens of a sample; longer ones are left out and counted
   * @param rank of the adapters
   * @param alpha their scale times the rank
   * @param dropout before them, in [0, 1)
   * @param onPrompt whether the loss counts the prompt's tokens too, as published
   */
  public record Training(
      long seed,
      int epochs,
      int maxSteps,
      int batch,
      int microBatch,
      double learningRate,
      int warmup,
      int cutoff,
      int rank,
      int alpha,
      double dropout,
      boolean onPrompt) {
    /** As published, but three epochs and no early stopping, and 8 samples at once. */
    public static final Training PUBLISHED =
        new Training(42, 3, 0, 128, 8, 1e-4, 20, 512, 8, 16, 0.05, true);

    /**
     * Checks the ranges.
     *
     * @throws ConfigException if one is out of range
     */
    public Training {
      if (epochs < 1
          || maxSteps < 0
          || batch < 1
          || microBatch < 1
          || !(learningRate > 0)
          || warmup < 0
          || cutoff < 1
          || rank < 1
          || alpha < 1
          || !(dropout >= 0 && dropout < 1)) {
        throw new ConfigException(
            OptionCode.OPTION_RANGE,
            "expected epochs, batches, cutoff, rank and alpha of 1 or more, a learning rate above"
                + " 0 and a dropout in [0, 1), found "
                + epochs
                + ", "
                + batch
                + "/"
                + microBatch
                + ", "
                + cutoff
                + ", "
                + rank
                + ", "
                + alpha
                + ", "
                + learningRate
                + ", "
                + dropout);
      }
    }
  }

  /** What follows the script's name on the command line. */
  List<String> arguments() {
    List<String> words = new ArrayList<>(List.of("--watch-stdin"));
    add(words, "--model", model.toAbsolutePath());
    add(words, "--rec", rec.toAbsolutePath());
    alpaca.ifPresent(file -> add(words, "--alpaca", file.toAbsolutePath()));
    test.ifPresent(file -> add(words, "--test", file.toAbsolutePath()));
    add(words, "--out", out.toAbsolutePath());
    add(words, "--stages", alpaca.isPresent() ? "alpaca,rec" : "rec");
    add(words, "--template", template.label());
    add(words, "--seed", training.seed());
    add(words, "--epochs", training.epochs());
    add(words, "--max-steps", training.maxSteps());
    add(words, "--batch", training.batch());
    add(words, "--micro-batch", training.microBatch());
    add(words, "--learning-rate", training.learningRate());
    add(words, "--warmup", training.warmup());
    add(words, "--cutoff", training.cutoff());
    add(words, "--rank", training.rank());
    add(words, "--alpha", training.alpha());
    add(words, "--dropout", training.dropout());
    if (!training.onPrompt()) {
      words.add("--answers-only");
    }
    return words;
  }

  private static void add(List<String> words, String name, Object value) {
    words.add(name);
    words.add(value.toString());
  }
}
