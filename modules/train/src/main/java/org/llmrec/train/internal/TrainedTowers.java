package org.llmrec.train.internal;

import java.util.Arrays;
import java.util.List;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.UserFoldIn;
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

  private TrainedTowers(Positives positives, Learnt learnt, TrainOptions options) {
    this.positives = positives;
    this.learnt = learnt;
    this.options = options;
  }

  /**
   * Trains; see {@link org.llmrec.train.TwoTowerTrainer#train}. The split's test part is not looked
   * at.
   */
  public static TrainedTowers learn(TrainData data, TrainOptions options, Progress progress) {
    Positives positives = Positives.of(data.split(), data.items());
    try (Torch torch = Torch.open(options.seed(), options.threads())) {
      Learnt learnt = new Learner(torch, data, positives, options).learn(progress);
      return new TrainedTowers(positives, learnt, options);
    }
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
