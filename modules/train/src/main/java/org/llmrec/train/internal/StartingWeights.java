package org.llmrec.train.internal;

import java.util.SplittableRandom;
import org.llmrec.train.TrainOptions;

/** The weights that a training begins with when it has no others. */
final class StartingWeights {
  private static final double USER_START = 0.03;

  private StartingWeights() {}

  /**
   * Drawn from the options' seed.
   *
   * @param in the width of the text vectors laid end to end
   */
  static Weights draw(int in, int users, TrainOptions options) {
    SplittableRandom random = new SplittableRandom(options.seed());
    int hidden = options.hidden();
    int dims = options.dims();
    return new Weights(
        Starts.numbers(random.split(), Math.sqrt(2.0 / in), hidden, in),
        new float[hidden],
        Starts.numbers(random.split(), Math.sqrt(1.0 / hidden), dims, hidden),
        firstOnly(dims, -Math.log(options.negativesPerPositive())),
        users(random.split(), users, dims),
        new float[in]);
  }

  /**
   * Small numbers, but for the first of each user, which is 1. With the item tower's first output
   * starting at the log odds of a positive, all scores start where they are right on average; from
   * zero, the first epochs would go into getting there. Training may change both.
   */
  private static float[] users(SplittableRandom random, int users, int dims) {
    float[] values = new float[Math.multiplyExact(users, dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (USER_START * random.nextGaussian() + (i % dims == 0 ? 1 : 0));
    }
    return values;
  }

  private static float[] firstOnly(int dims, double first) {
    float[] values = new float[dims];
    values[0] = (float) first;
    return values;
  }
}
