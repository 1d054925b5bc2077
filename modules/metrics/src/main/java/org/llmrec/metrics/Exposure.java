package org.llmrec.metrics;

import java.util.Arrays;

/**
 * Which items a system puts before its users, reported beside accuracy: a system may look good by
 * showing everybody the same few popular items. Built from the lists of all cases; figures are NaN
 * while nothing has been recommended.
 *
 * <p>Not safe for use by several threads. Sums go by the order of {@link #add}, so equal bytes need
 * an equal order of cases.
 */
public final class Exposure {
  private final int[] popularity;
  private final int trainUsers;
  private final int k;
  private final double[] percentiles;
  private final long[] shown;
  private long slots;
  private double biases;
  private int biased;

  /**
   * Starts without lists.
   *
   * @param trainPopularity {@code [items]}, how many training users have each item; training data
   *     only, or test items would look popular
   * @param trainUsers how many training users there are, at least 1
   * @param k how many of each list count, at least 1
   * @throws IllegalArgumentException if there is no item, or a number is out of range
   */
  public Exposure(int[] trainPopularity, int trainUsers, int k) {
    if (trainPopularity.length == 0 || trainUsers < 1 || k < 1) {
      throw new IllegalArgumentException(
          "expected items, training users and k from 1 on, found "
              + trainPopularity.length
              + ", "
              + trainUsers
              + ", "
              + k);
    }
    for (int users : trainPopularity) {
      if (users < 0 || users > trainUsers) {
        throw new IllegalArgumentException(
            "expected popularity in [0, " + trainUsers + "], found " + users);
      }
    }
    this.popularity = trainPopularity.clone();
    this.trainUsers = trainUsers;
    this.k = k;
    this.percentiles = percentiles(popularity);
    this.shown = new long[popularity.length];
  }

  /**
   * Adds one case.
   *
   * @param top item numbers, best first, without masked ones, as {@link TopK#ranked} gives them;
   *     only the first k count
   * @param history the items the case is known by; may be empty
   */
  public void add(int[] top, int[] history) {
    int count = Math.min(k, top.length);
    for (int i = 0; i < count; i++) {
      shown[top[i]]++;
    }
    slots += count;
    if (count > 0 && history.length > 0) {
      biases += meanPercentile(top, count) - meanPercentile(history, history.length);
      biased++;
    }
  }

  /** Share of the items that stand in at least one list, in [0, 1]. */
  public double coverage() {
    return slots == 0
        ? Double.NaN
        : (double) Arrays.stream(shown).filter(times -> times > 0).count() / shown.length;
  }

  /**
   * The Gini coefficient of how often each item is shown: 0 where all are shown equally often, and
   * {@code 1 - 1 / items} where only one is.
   */
  public double gini() {
    long[] ascending = shown.clone();
    Arrays.sort(ascending);
    double sum = 0;
    for (int i = 0; i < ascending.length; i++) {
      sum += (2.0 * i + 1 - ascending.length) * ascending[i];
    }
    return slots == 0 ? Double.NaN : sum / ((double) ascending.length * slots);
  }

  /**
   * Mean over all places of {@code -log2} of the share of training users who have the item: how
   * unlikely it is to be known, in bits (Zhou et al., Solving the apparent diversity-accuracy
   * dilemma, PNAS 2010). An item that no training user has counts as one user's.
   */
  public double novelty() {
    double sum = 0;
    for (int item = 0; item < shown.length; item++) {
      double share = (double) Math.max(1, popularity[item]) / trainUsers;
      sum -= shown[item] * (Math.log(share) / Math.log(2));
    }
    return slots == 0 ? Double.NaN : sum / slots;
  }

  /** Mean over all places of the share of training users who have the item, in [0, 1]. */
  public double meanPopularity() {
    double sum = 0;
    for (int item = 0; item < shown.length; item++) {
      sum += (double) shown[item] * popularity[item];
    }
    return slots == 0 ? Double.NaN : sum / trainUsers / slots;
  }

  /**
   * How much more popular the lists are than what their users took themselves: the mean popularity
   * percentile of the list minus that of the history, averaged over the cases that have both; in
   * (-1, 1), NaN if there are none. The percentile of an item is the share of items that are less
   * popular, equal ones counting half.
   */
  public double popularityBias() {
    return biased == 0 ? Double.NaN : biases / biased;
  }

  private double meanPercentile(int[] items, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += percentiles[items[i]];
    }
    return sum / count;
  }

  private static double[] percentiles(int[] popularity) {
    int[] ascending = popularity.clone();
    Arrays.sort(ascending);
    double[] percentiles = new double[popularity.length];
    for (int item = 0; item < popularity.length; item++) {
      double less = below(ascending, popularity[item]);
      double upTo = below(ascending, popularity[item] + 1);
      percentiles[item] = (less + upTo) / 2 / popularity.length;
    }
    return percentiles;
  }

  /** How many values are smaller. */
  private static int below(int[] ascending, int value) {
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ascending[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
