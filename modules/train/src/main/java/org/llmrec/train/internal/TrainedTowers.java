package org.llmrec.train.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.UserFoldIn;
import org.llmrec.train.Continuation;
import org.llmrec.train.Epoch;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;

/**
 * The two towers after training, in memory: what a bundle would serve, before anything that only a
 * bundle needs. Immutable and thread-safe.
 */
public final class TrainedTowers {
  private final Positives positives;
  private final Learnt learnt;
  private final TrainOptions options;
  private final List<String> notes;

  private TrainedTowers(
      Positives positives, Learnt learnt, TrainOptions options, List<String> notes) {
    this.positives = positives;
    this.learnt = learnt;
    this.options = options;
    this.notes = List.copyOf(notes);
  }

  /**
   * Trains; see {@link org.llmrec.train.TwoTowerTrainer#train}. The split's test part is not looked
   * at.
   */
  public static TrainedTowers learn(TrainData data, TrainOptions options, Progress progress) {
    try {
      return learn(data, options, Continuation.none(), progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same, going on from something and leaving something; the checkpoint stays.
   *
   * @throws IOException if a checkpoint or the bundle to start from cannot be read or written
   */
  public static TrainedTowers learn(
      TrainData data, TrainOptions options, Continuation continuation, Progress progress)
      throws IOException {
    Positives positives = Positives.of(data.split(), data.items());
    try (Torch torch = Torch.open(options.seed(), options.threads(), options.device())) {
      Beginning beginning = new Beginning(torch, data, positives, options);
      Learnt learnt = beginning.learn(continuation, progress);
      return new TrainedTowers(positives, learnt, options, beginning.notes());
    }
  }

  /** What it went on from, in sentences. */
  List<String> notes() {
    return notes;
  }

  /** The users that were trained, in the order of their rows. */
  public List<String> users() {
    return positives.users();
  }

  /** All passes. */
  public List<Epoch> epochs() {
    return learnt.epochs();
  }

  /** The number of the pass whose weights were kept. */
  public int bestEpoch() {
    return learnt.best();
  }

  /** The trained vector of a user by its row, {@code [dims]}, fresh. */
  public float[] user(int row) {
    int dims = options.dims();
    return Arrays.copyOfRange(learnt.weights().users(), row * dims, (row + 1) * dims);
  }

  /** The width of the vectors. */
  public int dims() {
    return options.dims();
  }

  /** The vector of an item, {@code [dims]}, fresh. */
  public float[] item(int item) {
    int dims = options.dims();
    return Arrays.copyOfRange(learnt.itemVectors(), item * dims, (item + 1) * dims);
  }

  /** Scores the catalogue, in the order of the training's items. */
  public void score(float[] user, float[] scores) {
    for (int item = 0; item < learnt.itemVectors().length / user.length; item++) {
      scores[item] = Vectors.dot(user, learnt.itemVectors(), item * user.length);
    }
  }

  /** Gives vectors to histories, as the bundle would; chooses how, which takes seconds. */
  public UserFoldIn foldIn() {
    FoldInFit fit = foldInFit();
    return fit.solver(fit.choose());
  }

  FoldInFit foldInFit() {
    return new FoldInFit(positives, learnt, options);
  }

  Positives positives() {
    return positives;
  }

  Learnt learnt() {
    return learnt;
  }
}
