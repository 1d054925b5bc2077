package org.llmrec.train.internal;

import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.method.Settings;

/**
 * How a network over users and items is trained: the options of {@link TrainOptions} by their names
 * in a workspace's file, but for seed and threads, which come with the fit, and for the precision,
 * which not every network has a choice of.
 *
 * @param options with some seed and some number of threads
 * @param stops whether validation, where there is some, ends the training and chooses the epoch;
 *     else it runs for {@code epochs-without-validation}
 */
public record TrainSettings(TrainOptions options, boolean stops) {
  /**
   * Reads them.
   *
   * @param byDefault what is in force where nothing is said
   */
  public static TrainSettings read(Settings settings, TrainOptions byDefault) {
    TrainOptions options =
        TrainOptions.builder()
            .dims(settings.integer("dims", byDefault.dims(), 1, 4096))
            .hidden(settings.integer("hidden", byDefault.hidden(), 1, 4096))
            .learningRate(settings.number("learning-rate", byDefault.learningRate(), 1e-9, 1))
            .dropout(settings.number("dropout", byDefault.dropout(), 0, 0.9))
            .l2(settings.number("l2", byDefault.l2(), 0, 1))
            .userL2(settings.number("user-l2", byDefault.userL2(), 0, 1))
            .batch(settings.integer("batch", byDefault.batch(), 1, 1 << 20))
            .negatives(settings.integer("negatives", byDefault.negatives(), 1, 1 << 20))
            .negativesPerPositive(
                settings.number(
                    "negatives-per-positive", byDefault.negativesPerPositive(), 1e-9, 1e6))
            .unmetNegatives(settings.truth("unmet-negatives", byDefault.unmetNegatives()))
            .maxEpochs(settings.integer("max-epochs", byDefault.maxEpochs(), 1, 100_000))
            .patience(settings.integer("patience", byDefault.patience(), 1, 100_000))
            .epochsWithoutValidation(
                settings.integer(
                    "epochs-without-validation", byDefault.epochsWithoutValidation(), 1, 100_000))
            .foldInSample(settings.integer("fold-in-sample", byDefault.foldInSample(), 1, 1 << 20))
            .set(Map.of("device", settings.text("device", byDefault.device().label())))
            .build();
    return new TrainSettings(options, StoppingPart.wanted(settings));
  }

  /**
   * The same with the precision that the settings give, for a network that has a choice of it.
   *
   * @throws ConfigException if it is none
   */
  public TrainSettings withPrecision(Settings settings) {
    String precision = settings.text("precision", options.precision().label());
    return new TrainSettings(
        options.toBuilder().set(Map.of("precision", precision)).build(), stops);
  }
}
