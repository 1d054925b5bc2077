package org.llmrec.metrics;

import java.util.Arrays;

/**
 * Where the relevant items of one case (a user, a query) stand in a ranking, ties included. Every
 * {@link Metric} is computed from it.
 *
 * <p>The ranking consists of the candidates that are not masked and have a score above negative
 * infinity. A relevant item that is not among them is a miss: it stays in the number of relevant
 * items and is never a hit.
 *
 * <p>Cases without relevant items are refused, because no metric is defined for them: the caller
 * leaves them out of its mean and says how many there were.
 *
 * <p>Costs {@code O(N log R)} time and {@code O(R)} memory for N candidates and R relevant items.
 * Immutable, so safe for use by several threads.
 */
public final class RankedRelevance {
  /** One group of equal rank after the other, from the head; only groups with relevant items. */
  private final Group[] groups;

  private final int[] idealGains;
  private final int relevant;
  private final int ranked;
  private final int unranked;
  private final int unrankedRelevant;

  /**
   * Items that share a place in the ranking.
   *
   * @param above how many items are ranked above all of them
   * @param size how many they are
   * @param hits how many of them are relevant, at least 1
   * @param gain sum of the gains of those
   */
  record Group(int above, int size, int hits, long gain) {}

  private RankedRelevance(
      Group[] groups, int[] gains, int relevant, int ranked, int unranked, int unrankedRelevant) {
    this.groups = groups;
    this.relevant = relevant;
    this.ranked = ranked;
    this.unranked = unranked;
    this.unrankedRelevant = unrankedRelevant;
    this.idealGains = gains == null ? null : gains.clone();
    if (idealGains != null) {
      Arrays.sort(idealGains);
    }
  }

  /**
   * Ranks by score; items of equal score share their places, so that metrics are expected values
   * over all their orders ({@link Ties#EXPECTED}).
   *
   * @param scores {@code [N]}, higher is better; negative infinity means not ranked at all; the
   *     scores of items that are no candidates are not read
   * @param candidates the items to rank, ascending, or null for all N
   * @param masked items that are not ranked, such as those of the history, ascending, or null for
   *     none
   * @param relevant the items to be found, ascending, at least one
   * @param gains the grade of each relevant item, at least 1, or null where all are 1
   * @throws IllegalArgumentException if the score of a candidate is NaN, an item number lies
   *     outside [0, N) or out of order, there is no relevant item, or a gain is missing or below 1
   */
  public static RankedRelevance expected(
      float[] scores, int[] candidates, int[] masked, int[] relevant, int[] gains) {
    return of(scores, candidates, masked, relevant, gains, null);
  }

  /**
   * Ranks by score, and equal scores as trec_eval does: the greater document id first ({@link
   * Ties#TREC}).
   *
   * @param scores as in {@link #expected}
   * @param candidates as in {@link #expected}
   * @param masked as in {@link #expected}
   * @param relevant as in {@link #expected}
   * @param gains as in {@link #expected}
   * @param idOrder {@code [N]}, the place of each item when ids are in descending order, as {@link
   *     TrecOrder#of} gives it
   * @throws IllegalArgumentException as {@link #expected}, and if {@code idOrder} has another
   *     length than {@code scores}
   */
  public static RankedRelevance trec(
      float[] scores, int[] candidates, int[] masked, int[] relevant, int[] gains, int[] idOrder) {
    if (idOrder.length != scores.length) {
      throw new IllegalArgumentException(
          "expected a place in id order for each of "
              + scores.length
              + " items, found "
              + idOrder.length);
    }
    return of(scores, candidates, masked, relevant, gains, idOrder);
  }

  /**
   * Of a list that is ranked already. As nothing is known of the items behind its end, {@link
   * Metric.Family#AUC} is that within the list.
   *
   * @param ranking item numbers, best first, each at most once
   * @param relevant as in {@link #expected}
   * @param gains as in {@link #expected}
   * @throws IllegalArgumentException as {@link #expected}
   */
  public static RankedRelevance ofList(int[] ranking, int[] relevant, int[] gains) {
    check(relevant, gains, Integer.MAX_VALUE);
    Group[] groups = new Group[Math.min(ranking.length, relevant.length)];
    int found = 0;
    for (int i = 0; i < ranking.length; i++) {
      int place = Arrays.binarySearch(relevant, ranking[i]);
      if (place >= 0) {
        if (found == groups.length) {
          throw new IllegalArgumentException("expected each item once, found more hits than items");
        }
        groups[found++] = new Group(i, 1, 1, gains == null ? 1 : gains[place]);
      }
    }
    return new RankedRelevance(
        Arrays.copyOf(groups, found), gains, relevant.length, ranking.length, 0, 0);
  }

  /** Of a list of which only is known which ranks hit, {@code relevant} items being relevant. */
  static RankedRelevance ofHits(boolean[] hits, int relevant) {
    Group[] groups = new Group[hits.length];
    int found = 0;
    for (int i = 0; i < hits.length; i++) {
      if (hits[i]) {
        groups[found++] = new Group(i, 1, 1, 1);
      }
    }
    if (relevant < 1 || found > relevant) {
      throw new IllegalArgumentException(
          "expected at least "
              + Math.max(1, found)
              + " relevant items for as many hits, found "
              + relevant);
    }
    return new RankedRelevance(Arrays.copyOf(groups, found), null, relevant, hits.length, 0, 0);
  }

  /** How many items are ranked. */
  public int ranked() {
    return ranked;
  }

  /** How many items are relevant, ranked or not; at least 1. */
  public int relevant() {
    return relevant;
  }

  /** How many relevant items are ranked. */
  public int rankedRelevant() {
    int sum = 0;
    for (Group group : groups) {
      sum += group.hits();
    }
    return sum;
  }

  /** Candidates without a rank. */
  int unranked() {
    return unranked;
  }

  /** Relevant ones of {@link #unranked}; those that are no candidates do not count here. */
  int unrankedRelevant() {
    return unrankedRelevant;
  }

  /** From the head of the ranking. Not to be written to. */
  Group[] groups() {
    return groups;
  }

  /** The gain at a rank, from 1 on, of the best ranking there could be, for ranks to relevant(). */
  int idealGain(int rank) {
    return idealGains == null ? 1 : idealGains[relevant - rank];
  }

  private static RankedRelevance of(
      float[] scores, int[] candidates, int[] masked, int[] relevant, int[] gains, int[] idOrder) {
    check(relevant, gains, scores.length);
    TieCounts counts = TieCounts.ofRelevant(scores, candidates, masked, relevant, gains, idOrder);
    counts.countAll(new Candidates(scores.length, candidates, masked));
    return new RankedRelevance(
        counts.groups(),
        gains,
        relevant.length,
        counts.ranked(),
        counts.unranked(),
        counts.unrankedRelevant());
  }

  private static void check(int[] relevant, int[] gains, int items) {
    if (relevant.length == 0) {
      throw new IllegalArgumentException(
          "expected at least one relevant item: leave cases without any out of the mean");
    }
    if (gains != null && gains.length != relevant.length) {
      throw new IllegalArgumentException(
          "expected a gain for each of " + relevant.length + " items, found " + gains.length);
    }
    for (int i = 0; i < relevant.length; i++) {
      if (relevant[i] < 0 || relevant[i] >= items || i > 0 && relevant[i - 1] >= relevant[i]) {
        throw new IllegalArgumentException(
            "expected relevant items in ascending order in [0, "
                + items
                + "), found "
                + relevant[i]);
      }
      if (gains != null && gains[i] < 1) {
        throw new IllegalArgumentException("expected gains from 1 on, found " + gains[i]);
      }
    }
  }
}
