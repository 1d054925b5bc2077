package org.llmrec.train;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.train.internal.TrainingRun;

/**
 * Trains the two-tower ranker of LLM-Rec (arXiv 2307.15780) and writes it as a bundle.
 *
 * <p>A user is an embedding, {@code [dims]}. An item is its text vectors laid end to end, through
 * one hidden ReLU layer, to {@code [dims]}; a text that an item lacks is replaced by a vector
 * learnt for its field. The score is the inner product, the loss binary cross-entropy against items
 * drawn uniformly from the catalogue, or from what of it somebody met ({@link
 * TrainOptions#unmetNegatives}). The weights of the epoch with the best validation nDCG@10 are
 * kept.
 *
 * <p>Adam moves every weight in every step, as published; but where there are more than 16 times as
 * many users as a batch has positives, a user's row only in steps that meet the user (as
 * TensorFlow's LazyAdam), since a step would otherwise cost as much as there are users.
 *
 * <p>Equal data, options and processor type give equal bytes of the whole bundle. One training runs
 * at a time in a process; a second waits.
 */
public final class TwoTowerTrainer {
  private TwoTowerTrainer() {}

  /**
   * Trains, measures and writes.
   *
   * @param bundleFolder made when absent; an older bundle in it is replaced
   * @param progress hears every epoch
   * @throws ConfigException if the data cannot be trained on; nothing was started
   * @throws DivergedException if the loss stops being finite
   * @throws LlmrecException if the engine's native libraries are not there
   * @throws IOException if the bundle cannot be written
   */
  public static TrainReport train(
      TrainData data, TrainOptions options, Path bundleFolder, Progress progress)
      throws IOException {
    return train(data, options, bundleFolder, Continuation.none(), progress);
  }

  /**
   * The same, going on from a checkpoint of this training where there is one, or starting with a
   * bundle's weights. A training that is killed and started again with the same arguments gives the
   * bytes of one that was not.
   *
   * @param bundleFolder made when absent; an older bundle in it is replaced
   * @param continuation what it goes on from, and what it leaves to go on from
   * @param progress hears every epoch
   * @throws ConfigException if the data cannot be trained on, the checkpoint is another training's,
   *     or the bundle to start from does not fit; nothing was started
   * @throws DivergedException if the loss stops being finite
   * @throws LlmrecException if the engine's native libraries are not there, or the bundle to start
   *     from is damaged
   * @throws IOException if a checkpoint or the bundle cannot be written
   */
  public static TrainReport train(
      TrainData data,
      TrainOptions options,
      Path bundleFolder,
      Continuation continuation,
      Progress progress)
      throws IOException {
    return TrainingRun.of(data, options, bundleFolder, continuation, progress);
  }
}
