package org.llmrec.cli.internal;

import org.llmrec.rerank.tallrec.TuneSettings.Training;
import picocli.CommandLine.Option;

/** How a model is tuned. */
final class TuneTrainingOptions {
  @Option(names = "--epochs", defaultValue = "3", description = "Of a stage (${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--max-steps",
      paramLabel = "N",
      defaultValue = "0",
      description = "The most steps of a stage; 0 for all of its epochs.")
  private int maxSteps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "128",
      description = "Samples of a step (${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--micro-batch",
      paramLabel = "N",
      defaultValue = "8",
      description = "Those of them computed at once: memory (${DEFAULT-VALUE}).")
  private int microBatch;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "1e-4",
      description = "At its highest (${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--warmup",
      paramLabel = "STEPS",
      defaultValue = "20",
      description = "Until the rate is at its highest (${DEFAULT-VALUE}).")
  private int warmup;

  @Option(
      names = "--cutoff",
      paramLabel = "TOKENS",
      defaultValue = "512",
      description = "Longer samples are left out (${DEFAULT-VALUE}).")
  private int cutoff;

  @Option(names = "--rank", defaultValue = "8", description = "Of the adapters (${DEFAULT-VALUE}).")
  private int rank;

  @Option(
      names = "--alpha",
      defaultValue = "16",
      description = "Their scale times the rank (${DEFAULT-VALUE}).")
  private int alpha;

  @Option(names = "--dropout", defaultValue = "0.05", description = "${DEFAULT-VALUE}.")
  private double dropout;

  @Option(
      names = "--train-on-inputs",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether the loss counts the prompt too, as published (yes).")
  private boolean trainOnInputs;

  Training training(long seed) {
    return new Training(
        seed,
        epochs,
        maxSteps,
        batch,
        microBatch,
        learningRate,
        warmup,
        cutoff,
        rank,
        alpha,
        dropout,
        trainOnInputs);
  }
}
