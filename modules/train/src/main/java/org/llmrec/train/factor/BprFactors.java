package org.llmrec.train.factor;

import java.util.SplittableRandom;

/**
 * The model of BPR-MF and its one step: {@code score(u, i) = bias_i + u.i}. The arrays are written
 * by {@link #step}. Not thread-safe while learning.
 *
 * @param users {@code [U, d]}
 * @param items {@code [I, d]}
 * @param bias {@code [I]}
 */
@SuppressWarnings("ArrayRecordComponent") // two per fit
record BprFactors(int dims, float[] users, float[] items, float[] bias) {
  private static final double START = 0.1;

  /** Small Gaussians, biases at zero. */
  static BprFactors start(int users, int items, int dims, SplittableRandom random) {
    return new BprFactors(
        dims, gaussian(users, dims, random), gaussian(items, dims, random), new float[items]);
  }

  private static float[] gaussian(int rows, int dims, SplittableRandom random) {
    float[] values = new float[Math.multiplyExact(rows, dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (START / Math.sqrt(dims) * random.nextGaussian());
    }
    return values;
  }

  BprFactors copy() {
    return new BprFactors(dims, users.clone(), items.clone(), bias.clone());
  }

  /**
   * Moves everything that two scores depend on so that the better item wins by more.
   *
   * @return the loss {@code -ln sigmoid(difference)} before
   */
  double step(int user, int better, int worse, float rate, float pull) {
    int u = user * dims;
    int i = better * dims;
    int j = worse * dims;
    double difference = difference(users, u, better, worse);
    float push = (float) sigmoid(-difference);
    for (int k = 0; k < dims; k++) {
      float w = users[u + k];
      float a = items[i + k];
      float b = items[j + k];
      users[u + k] = w + rate * (push * (a - b) - pull * w);
      items[i + k] = a + rate * (push * w - pull * a);
      items[j + k] = b + rate * (-push * w - pull * b);
    }
    bias[better] += rate * (push - pull * bias[better]);
    bias[worse] += rate * (-push - pull * bias[worse]);
    return -StrictMath.log(Math.max(Double.MIN_NORMAL, 1 - sigmoid(-difference)));
  }

  /** The same for a user who stands alone, with the items held. */
  void stepUser(float[] user, int better, int worse, float rate, float pull) {
    int i = better * dims;
    int j = worse * dims;
    float push = (float) sigmoid(-difference(user, 0, better, worse));
    for (int k = 0; k < dims; k++) {
      user[k] += rate * (push * (items[i + k] - items[j + k]) - pull * user[k]);
    }
  }

  private double difference(float[] rows, int u, int better, int worse) {
    int i = better * dims;
    int j = worse * dims;
    double sum = (double) bias[better] - bias[worse];
    for (int k = 0; k < dims; k++) {
      sum += rows[u + k] * (items[i + k] - items[j + k]);
    }
    return sum;
  }

  /** StrictMath, not Math: the same bits everywhere. */
  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
