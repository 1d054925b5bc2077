package org.llmrec.train.interaction;

import java.util.List;
import java.util.function.Function;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.internal.TrainSettings;
import org.llmrec.train.method.Settings;

/**
 * How a cross network is built and trained. Of the training's options, {@code dims} is the width of
 * the ids' vectors, {@code hidden} that of each deep layer, {@code dropout} of the deep layers,
 * {@code user-l2} pulls on the ids of both sides, and {@code fold-in-sample} is how many items
 * stand for the negatives of somebody new.
 *
 * @param train how it is trained
 * @param pairs how many of the step's negatives are scored for each positive; they stand for all of
 *     them
 * @param layers how many cross layers
 * @param rank of their matrices; 0 for full
 * @param deep how many deep layers; 0 for none
 * @param stacked whether the deep layers stand on the cross layers, else beside them
 * @param knowledge what becomes of texts
 */
record CrossSettings(
    TrainSettings train,
    int pairs,
    int layers,
    int rank,
    int deep,
    boolean stacked,
    Knowledge knowledge) {
  /**
   * Chosen by one validation part of MovieLens small: ids remember their rows where little pulls on
   * them, and wider ones sooner.
   */
  private static final TrainOptions DEFAULTS =
      TrainOptions.builder()
          .dims(16)
          .hidden(64)
          .learningRate(4e-3)
          .dropout(0.3)
          .l2(3e-4)
          .userL2(3e-3)
          .foldInSample(512)
          .build();

  static CrossSettings read(Settings settings, Function<Settings, Knowledge> knowledge) {
    return new CrossSettings(
        TrainSettings.read(settings, DEFAULTS),
        settings.integer("pairs", 8, 1, 1 << 16),
        settings.integer("layers", 2, 0, 16),
        settings.integer("rank", 0, 0, 4_096),
        settings.integer("deep", 2, 0, 16),
        settings.choice("structure", "parallel", List.of("parallel", "stacked")).equals("stacked"),
        knowledge.apply(settings));
  }

  TrainOptions options() {
    return train.options();
  }
}
