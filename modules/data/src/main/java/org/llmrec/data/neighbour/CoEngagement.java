package org.llmrec.data.neighbour;

import java.util.Arrays;
import java.util.PriorityQueue;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;

/**
 * Which items are liked by the same people more often than chance: with {@code n_i} users who like
 * item i, of {@code U} users,
 *
 * <pre>s(i, j) = (|U_i ∩ U_j| - n_i · n_j / U) / (√(n_i · n_j) + shrink)</pre>
 *
 * <p>a cosine of binary columns from which chance is taken, so that what everybody likes is not
 * like everything, shrunk so that a single shared user is no evidence. Costs the sum of squared
 * history lengths over all items; a history longer than {@link #LONGEST_HISTORY} is left out, as it
 * costs most and says least.
 *
 * <p>One instance is for one thread: it keeps a counter per item.
 */
public final class CoEngagement {
  /** A user with more positives than this is not counted. */
  public static final int LONGEST_HISTORY = 2_000;

  /** The shrinkage of {@link #of(TrainingData)}. */
  public static final double DEFAULT_SHRINK = 10;

  private final int[][] itemsOfUser;
  private final int[][] usersOfItem;
  private final double shrink;
  private final int users;
  private final int[] shared;

  /**
   * The nearest of an item.
   *
   * @param items item numbers of the table, most alike first, equal ones by number
   * @param scores above 0, below 1
   */
  public record Nearest(int[] items, float[] scores) {}

  private CoEngagement(InteractionTable positives, double shrink) {
    this.shrink = shrink;
    this.itemsOfUser = positives.itemsByUser();
    int[] counts = new int[positives.items().size()];
    int counted = 0;
    for (int[] history : itemsOfUser) {
      if (history.length > 0 && history.length <= LONGEST_HISTORY) {
        counted++;
        for (int item : history) {
          counts[item]++;
        }
      }
    }
    this.users = counted;
    this.usersOfItem = new int[counts.length][];
    Arrays.setAll(usersOfItem, item -> new int[counts[item]]);
    for (int user = 0; user < itemsOfUser.length; user++) {
      if (itemsOfUser[user].length <= LONGEST_HISTORY) {
        for (int item : itemsOfUser[user]) {
          usersOfItem[item][--counts[item]] = user;
        }
      }
    }
    this.shared = new int[counts.length];
  }

  /** From what may be learnt from, with the default shrinkage. */
  public static CoEngagement of(TrainingData training) {
    return of(training, DEFAULT_SHRINK);
  }

  /**
   * From what may be learnt from.
   *
   * @throws IllegalArgumentException if {@code shrink} is negative
   */
  public static CoEngagement of(TrainingData training, double shrink) {
    if (!(shrink >= 0)) {
      throw new IllegalArgumentException("shrink must be 0 or more, found " + shrink);
    }
    return new CoEngagement(training.positives(), shrink);
  }

  /**
   * The {@code n} items most alike to one; fewer when fewer are liked together with it more often
   * than chance.
   *
   * @throws IndexOutOfBoundsException if the table has no such item
   */
  public Nearest nearest(int item, int n) {
    int[] touched = new int[16];
    int count = 0;
    for (int user : usersOfItem[item]) {
      for (int other : itemsOfUser[user]) {
        if (shared[other]++ == 0) {
          if (count == touched.length) {
            touched = Arrays.copyOf(touched, 2 * count);
          }
          touched[count++] = other;
        }
      }
    }
    PriorityQueue<long[]> best = new PriorityQueue<>(CoEngagement::worstFirst);
    for (int t = 0; t < count; t++) {
      int other = touched[t];
      float score = score(item, other);
      if (other != item && score > 0) {
        best.add(new long[] {Float.floatToIntBits(score), other});
        if (best.size() > n) {
          best.remove();
        }
      }
      shared[other] = 0;
    }
    int[] items = new int[best.size()];
    float[] scores = new float[items.length];
    for (int i = items.length - 1; i >= 0; i--) {
      long[] worst = best.remove();
      items[i] = (int) worst[1];
      scores[i] = Float.intBitsToFloat((int) worst[0]);
    }
    return new Nearest(items, scores);
  }

  private float score(int item, int other) {
    double sizes = (double) usersOfItem[item].length * usersOfItem[other].length;
    return (float) ((shared[other] - sizes / users) / (Math.sqrt(sizes) + shrink));
  }

  /** Positive floats order like their bits. */
  private static int worstFirst(long[] a, long[] b) {
    return a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(b[1], a[1]);
  }
}
