package org.llmrec.rank.list;

import java.util.List;
import java.util.Map;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.tensor.Tensor;

/**
 * Vectors of items, and of users made of their history: half of it the mean of the history's items,
 * an item of n rows weighing {@code 1/√n}, half of it what attention makes of the last ones, by
 * what they are and how long ago in the order of the history; and a vector for everybody, which is
 * all that one without a history has. Immutable and thread-safe.
 */
public final class HistoryTower {
  /** So many ages are told apart: the last, the one before, 2-3, 4-7, and so on. */
  public static final int AGES = 8;

  static final String LENGTH = "length";
  private static final String TURN = "turn";
  private static final String EVERYBODY = "everybody";
  private static final String ATTENDS = "attends";
  private static final String RECENCY = "recency";
  private static final String MEAN_SHARE = "mean-share";
  static final List<String> TENSORS = List.of(TURN, EVERYBODY, ATTENDS, RECENCY, MEAN_SHARE);

  private final Learnt learnt;
  private final int dims;
  private final int length;
  private final float[] items;
  private final float[] turned;
  private final float[] attends;
  private final float[] meanWeights;

  /**
   * What was learnt of users.
   *
   * @param turn {@code [dims, dims]}: what makes a history's items of items to rank
   * @param everybody {@code [dims]}
   * @param attends {@code [dims]}: what attention looks for
   * @param recency {@code [AGES]}: how much it minds each age
   * @param meanShare the share of the mean, 0 to 1
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, and nobody compares it
  public record Learnt(
      float[] turn, float[] everybody, float[] attends, float[] recency, float meanShare) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if they do not fit together
     */
    public Learnt {
      int dims = everybody.length;
      if (dims == 0
          || turn.length != dims * dims
          || attends.length != dims
          || recency.length != AGES
          || !(meanShare >= 0 && meanShare <= 1)) {
        throw new IllegalArgumentException(
            "expected a turn of "
                + dims
                + " by "
                + dims
                + ", as many numbers of attention, "
                + AGES
                + " ages and a share from 0 to 1, found "
                + turn.length
                + ", "
                + attends.length
                + ", "
                + recency.length
                + " and "
                + meanShare);
      }
    }
  }

  /**
   * Of items' vectors.
   *
   * @param items {@code [N, dims]}; not copied
   * @param met rows of each item, {@code [N]}
   * @param length how many last items are attended to, from 1 on
   * @throws IllegalArgumentException if they do not fit together
   */
  public HistoryTower(Learnt learnt, float[] items, int[] met, int length) {
    this.learnt = learnt;
    this.dims = learnt.everybody().length;
    if (items.length != met.length * dims || length < 1) {
      throw new IllegalArgumentException(
          "expected vectors of "
              + dims
              + " numbers for "
              + met.length
              + " items and a length from 1 on, found "
              + items.length
              + " and "
              + length);
    }
    this.length = length;
    this.items = items;
    this.turned = new float[items.length];
    this.attends = new float[met.length];
    for (int item = 0; item < met.length; item++) {
      turn(item);
      attends[item] = Vectors.dot(learnt.attends(), turned, item * dims);
    }
    this.meanWeights = meanWeights(met);
  }

  static HistoryTower of(Map<String, float[]> tensors, float[] items, int[] met, int length) {
    float[] share = tensors.get(MEAN_SHARE);
    return new HistoryTower(
        new Learnt(
            tensors.get(TURN),
            tensors.get(EVERYBODY),
            tensors.get(ATTENDS),
            tensors.get(RECENCY),
            share.length == 1 ? share[0] : Float.NaN),
        items,
        met,
        length);
  }

  private void turn(int item) {
    for (int d = 0; d < dims; d++) {
      float value = items[item * dims + d];
      for (int to = 0; to < dims; to++) {
        turned[item * dims + to] += value * learnt.turn()[d * dims + to];
      }
    }
  }

  /** What an item weighs in a mean, {@code 1/√n} of its rows. */
  public static float[] meanWeights(int[] met) {
    float[] weights = new float[met.length];
    for (int item = 0; item < met.length; item++) {
      weights[item] = (float) (1 / Math.sqrt(Math.max(1, met[item])));
    }
    return weights;
  }

  /** The age of an item, by how many came after it in its history. */
  public static int age(int after) {
    return Math.min(AGES - 1, 32 - Integer.numberOfLeadingZeros(after));
  }

  /** The width of the vectors. */
  public int dims() {
    return dims;
  }

  /** The items' vectors, {@code [N, dims]}; not to be changed. */
  public float[] items() {
    return items;
  }

  /**
   * The vector of somebody, fresh, {@code [dims]}.
   *
   * @param history in the order of time
   */
  public float[] user(int[] history) {
    return user(history, shares(history));
  }

  /** The same with what {@link #shares} says. */
  float[] user(int[] history, float[] shares) {
    float[] user = learnt.everybody().clone();
    for (int h = 0; h < shares.length; h++) {
      for (int d = 0; d < dims; d++) {
        user[d] += shares[h] * turned[history[h] * dims + d];
      }
    }
    return user;
  }

  /** How much each item of a history weighs, {@code [history]}; 1 together. */
  float[] shares(int[] history) {
    float[] shares = new float[history.length];
    if (learnt.meanShare() > 0) {
      double sum = 0;
      for (int item : history) {
        sum += meanWeights[item];
      }
      for (int h = 0; h < shares.length; h++) {
        shares[h] = (float) (learnt.meanShare() * meanWeights[history[h]] / sum);
      }
    }
    if (learnt.meanShare() < 1) {
      attend(history, shares);
    }
    return shares;
  }

  private void attend(int[] history, float[] shares) {
    int from = Math.max(0, history.length - length);
    double[] own = new double[history.length - from];
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < own.length; i++) {
      int age = age(own.length - 1 - i);
      own[i] = attends[history[from + i]] + learnt.recency()[age];
      highest = Math.max(highest, own[i]);
    }
    double sum = 0;
    for (int i = 0; i < own.length; i++) {
      own[i] = Math.exp(own[i] - highest);
      sum += own[i];
    }
    for (int i = 0; i < own.length; i++) {
      shares[from + i] += (float) ((1 - learnt.meanShare()) * own[i] / sum);
    }
  }

  /** What an item of a history says for another where it weighs 1. */
  float says(int source, int item) {
    float sum = 0;
    for (int d = 0; d < dims; d++) {
      sum += turned[source * dims + d] * items[item * dims + d];
    }
    return sum;
  }

  Map<String, Tensor> tensors() {
    return Map.of(
        TURN, Tensor.Floats.vector(learnt.turn()),
        EVERYBODY, Tensor.Floats.vector(learnt.everybody()),
        ATTENDS, Tensor.Floats.vector(learnt.attends()),
        RECENCY, Tensor.Floats.vector(learnt.recency()),
        MEAN_SHARE, Tensor.Floats.vector(new float[] {learnt.meanShare()}),
        LENGTH, Tensor.Ints.vector(new int[] {length}));
  }
}
