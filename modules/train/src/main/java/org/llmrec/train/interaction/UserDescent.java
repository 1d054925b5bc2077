package org.llmrec.train.interaction;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.llmrec.rank.UserFoldIn;
import org.llmrec.train.TrainOptions;

/**
 * Finds an id's vector for somebody whom training did not see, with all else held: the one that
 * minimises the training's loss of their history against a sample of the catalogue, pulled towards
 * the average user as strongly as training pulled ids, by Adam. Thread-safe.
 */
final class UserDescent {
  private static final int STEPS = 60;
  private static final double RATE = 0.05;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  private final CrossScorer scorer;
  private final float[] average;
  private final int[] sample;
  private final double negativesPerPositive;
  private final double pull;

  /**
   * Of what was learnt.
   *
   * @param average the average user's id vector, {@code [dims]}
   * @param positives how many there were in training
   */
  UserDescent(CrossScorer scorer, float[] average, int items, int positives, TrainOptions options) {
    this.scorer = scorer;
    this.average = average;
    this.sample = UserFoldIn.sample(items, options.foldInSample(), options.seed());
    this.negativesPerPositive = options.negativesPerPositive();
    // A step's gradient is that of the mean over all positives, to which it adds L2 of every user.
    this.pull = options.userL2() * positives;
  }

  /**
   * The user's part of the network's input.
   *
   * @param history items, ascending, each once
   * @param texts what follows the id, {@code [userWidth - dims]}
   */
  float[] find(int[] history, float[] texts) {
    float[] user = Arrays.copyOf(average, average.length + texts.length);
    System.arraycopy(texts, 0, user, average.length, texts.length);
    int[] others =
        IntStream.of(sample).filter(item -> Arrays.binarySearch(history, item) < 0).toArray();
    if (history.length == 0 || others.length == 0) {
      return user;
    }
    ItemSide items =
        scorer.items(IntStream.concat(IntStream.of(history), IntStream.of(others)).toArray());
    double[] first = new double[average.length];
    double[] second = new double[average.length];
    for (int step = 1; step <= STEPS; step++) {
      float[] gradient = gradient(user, items, history.length);
      double rate = RATE * (1 - (step - 1.0) / STEPS);
      for (int d = 0; d < average.length; d++) {
        double g = gradient[d] + pull / history.length * (user[d] - average[d]);
        first[d] = BETA1 * first[d] + (1 - BETA1) * g;
        second[d] = BETA2 * second[d] + (1 - BETA2) * g * g;
        double corrected = first[d] / (1 - Math.pow(BETA1, step));
        double size = Math.sqrt(second[d] / (1 - Math.pow(BETA2, step)));
        user[d] -= (float) (rate * corrected / (size + 1e-8));
      }
    }
    return user;
  }

  /** Of the mean loss of a positive, without the pull. */
  private float[] gradient(float[] user, ItemSide items, int liked) {
    CrossPass pass = scorer.pass(user, items);
    float[] byLogit = pass.logits().clone();
    int others = byLogit.length - liked;
    for (int i = 0; i < byLogit.length; i++) {
      double chance = 1 / (1 + Math.exp(-byLogit[i]));
      byLogit[i] =
          (float) (i < liked ? (chance - 1) / liked : chance * negativesPerPositive / others);
    }
    return pass.userGradient(byLogit);
  }
}
