package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The embeddings of many users, of which a step touches those that it meets and no others: Adam
 * moves a row, decays its moments and pulls it to zero only in steps in which its user occurs, as
 * TensorFlow's LazyAdam does. Otherwise every step would cost as much as there are users. Where a
 * batch meets nearly everybody both are nearly the same, so few users keep the plain rule.
 *
 * <p>On the heap, {@code 12 * dims} bytes a user. Not thread-safe.
 */
final class LazyUsers {
  /** Of how many times the batch's users there have to be. */
  private static final int BATCHES = 16;

  private final int dims;
  private final float decay;
  private final float[] rows;
  private final float[] first;
  private final float[] second;
  private long[] numbers;
  private NDArray met;
  private float[] gradient;

  /**
   * Goes on with rows and moments, which are copied.
   *
   * @param first moments, or null before the first step
   * @param second likewise
   */
  LazyUsers(float[] rows, int dims, double decay, float[] first, float[] second) {
    this.rows = rows.clone();
    this.dims = dims;
    this.decay = (float) decay;
    this.first = first == null ? new float[rows.length] : first.clone();
    this.second = second == null ? new float[rows.length] : second.clone();
  }

  /** Whether there are so many users that steps should not touch them all. */
  static boolean isWorth(int users, int batch) {
    return users > (long) BATCHES * batch;
  }

  /** Rows by number, {@code [n, dims]}. */
  NDArray rows(NDManager step, long[] users) {
    float[] some = new float[users.length * dims];
    for (int u = 0; u < users.length; u++) {
      System.arraycopy(rows, (int) users[u] * dims, some, u * dims, dims);
    }
    return step.create(some, new Shape(users.length, dims));
  }

  /** The same for a step that learns; each user once. */
  NDArray meet(NDManager step, long[] users) {
    numbers = users;
    met = rows(step, users);
    met.setRequiresGradient(true);
    return met;
  }

  /** Takes the gradient of those that were met, before the step's memory goes. */
  void takeGradient() {
    try (NDArray own = met.getGradient()) {
      gradient = own.toFloatArray();
    }
    met = null;
  }

  /**
   * Moves those that were met.
   *
   * @param corrected the rate with Adam's correction of that step
   */
  void step(double corrected) {
    float rate = (float) corrected;
    for (int u = 0; u < numbers.length; u++) {
      int at = (int) numbers[u] * dims;
      for (int d = 0; d < dims; d++) {
        float slope = gradient[u * dims + d] + decay * rows[at + d];
        first[at + d] = Adam.BETA1 * first[at + d] + (1 - Adam.BETA1) * slope;
        second[at + d] = Adam.BETA2 * second[at + d] + (1 - Adam.BETA2) * slope * slope;
        rows[at + d] -= rate * first[at + d] / ((float) Math.sqrt(second[at + d]) + Adam.EPSILON);
      }
    }
  }

  /** All rows, a copy. */
  float[] all() {
    return rows.clone();
  }

  /** The means of the gradients, a copy. */
  float[] first() {
    return first.clone();
  }

  /** The means of their squares, a copy. */
  float[] second() {
    return second.clone();
  }
}
