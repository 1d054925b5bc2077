package org.llmrec.train.internal;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.llmrec.train.TrainOptions;

/**
 * Cuts the positives, shuffled anew each epoch, into batches and draws each batch's negatives with
 * replacement, shared by all its users. Not thread-safe.
 *
 * <p>The loss is that of negatives drawn uniformly from the catalogue, or from what of it somebody
 * met. Drawing itself is uniform for one half and by the number of train positives for the other,
 * because that is where the scores, and so the gradients, are; the weights make up for it, which
 * leaves the mean of the loss as it was and its noise smaller (importance sampling).
 */
public final class BatchSampler {
  private final int[][] train;
  private final int items;
  private final int batch;
  private final int negatives;
  private final double negativesPerPositive;
  private final RandomGenerator random;
  private final int[] user;
  private final int[] item;
  private final int[] order;
  private final int[] drawable;
  private final double[] importance;
  private final int[] itemPlace;
  private final int[] userPlace;
  private final int[] drawnPlace;
  private int next;

  /**
   * Before the first epoch.
   *
   * @param train per user the ordinals of the positives, ascending
   * @param items how many items the catalogue has
   */
  public BatchSampler(int[][] train, int items, TrainOptions options, RandomGenerator random) {
    this.train = train;
    this.items = items;
    this.batch = options.batch();
    this.negatives = options.negatives();
    this.negativesPerPositive = options.negativesPerPositive();
    this.random = random;
    int size = Positives.count(train);
    this.user = new int[size];
    this.item = new int[size];
    int at = 0;
    for (int u = 0; u < train.length; u++) {
      for (int i : train[u]) {
        user[at] = u;
        item[at++] = i;
      }
    }
    this.order = new int[size];
    Arrays.setAll(order, i -> i);
    this.drawable =
        options.unmetNegatives()
            ? IntStream.range(0, items).toArray()
            : Arrays.stream(item).sorted().distinct().toArray();
    this.importance = importance(item, items, drawable.length);
    this.itemPlace = new int[items];
    this.userPlace = new int[train.length];
    this.drawnPlace = new int[items];
    Arrays.fill(drawnPlace, -1);
    this.next = size;
  }

  /** How many batches make an epoch. */
  public int steps() {
    return (order.length + batch - 1) / batch;
  }

  /** Shuffles the positives for the next epoch. */
  public void shuffle() {
    Shuffle.of(order, random);
    next = 0;
  }

  /** In which the epoch takes the positives, as places in the list of them all; a copy. */
  int[] order() {
    return order.clone();
  }

  /** Takes up another one's order, before the first epoch. */
  void restore(int[] earlier) {
    System.arraycopy(earlier, 0, order, 0, order.length);
  }

  /** The next batch of this epoch; the last one may be smaller. */
  public Batch next() {
    int size = Math.min(batch, order.length - next);
    Arrays.fill(itemPlace, -1);
    Arrays.fill(userPlace, -1);
    long[] stepItems = new long[Math.min(items, size + negatives)];
    long[] stepUsers = new long[Math.min(train.length, size)];
    long[] positiveUsers = new long[size];
    long[] positiveItems = new long[size];
    int[] positivesOf = new int[stepUsers.length];
    int itemCount = 0;
    int userCount = 0;
    for (int p = 0; p < size; p++) {
      int u = user[order[next + p]];
      int i = item[order[next + p]];
      if (userPlace[u] < 0) {
        userPlace[u] = userCount;
        stepUsers[userCount++] = u;
      }
      if (itemPlace[i] < 0) {
        itemPlace[i] = itemCount;
        stepItems[itemCount++] = i;
      }
      positiveUsers[p] = userPlace[u];
      positiveItems[p] = itemPlace[i];
      positivesOf[userPlace[u]]++;
    }
    long[] drawn = new long[negatives];
    int[] drawnItems = new int[negatives];
    for (int k = 0; k < negatives; k++) {
      int i =
          random.nextBoolean()
              ? drawable[random.nextInt(drawable.length)]
              : item[random.nextInt(item.length)];
      if (itemPlace[i] < 0) {
        itemPlace[i] = itemCount;
        stepItems[itemCount++] = i;
      }
      drawn[k] = itemPlace[i];
      drawnItems[k] = i;
    }
    next += size;
    long[] usersHere = Arrays.copyOf(stepUsers, userCount);
    return new Batch(
        Arrays.copyOf(stepItems, itemCount),
        usersHere,
        positiveUsers,
        positiveItems,
        drawn,
        weights(usersHere, positivesOf, drawnItems, size));
  }

  private float[] weights(long[] users, int[] positivesOf, int[] drawn, int size) {
    int draws = drawn.length;
    float[] weights = new float[Math.multiplyExact(users.length, draws)];
    double[] factors = new double[draws];
    // Where an item was drawn, and where it was drawn before that.
    int[] earlier = new int[draws];
    for (int k = 0; k < draws; k++) {
      factors[k] = importance[drawn[k]];
      earlier[k] = drawnPlace[drawn[k]];
      drawnPlace[drawn[k]] = k;
    }
    for (int u = 0; u < users.length; u++) {
      double weight = positivesOf[u] * negativesPerPositive / draws / size;
      for (int k = 0; k < draws; k++) {
        weights[u * draws + k] = (float) (weight * factors[k]);
      }
      for (int liked : train[(int) users[u]]) {
        for (int k = drawnPlace[liked]; k >= 0; k = earlier[k]) {
          weights[u * draws + k] = 0;
        }
      }
    }
    for (int item : drawn) {
      drawnPlace[item] = -1;
    }
    return weights;
  }

  /** Per item its chance in a uniform draw over its chance in ours; at most 2. */
  private static double[] importance(int[] positives, int items, int drawable) {
    double[] importance = new double[items];
    for (int i : positives) {
      importance[i]++;
    }
    double uniform = 1.0 / drawable;
    for (int i = 0; i < items; i++) {
      importance[i] = uniform / (0.5 * uniform + 0.5 * importance[i] / positives.length);
    }
    return importance;
  }
}
