package org.llmrec.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A ranking metric by name: {@code ndcg@10}, {@code map}. All lie in [0, 1], and higher is better.
 *
 * @param family what is measured
 * @param cut how many ranks count, at least 1; {@link #UNCUT} for all
 */
public record Metric(Family family, int cut) {
  /** The cut that cuts nothing. */
  public static final int UNCUT = Integer.MAX_VALUE;

  /** What is measured. {@code R} is the number of relevant items, ranked or not. */
  public enum Family {
    /** Hits over the cut, even where the list is shorter; uncut, over what is ranked. */
    PRECISION,
    /** Hits over R. */
    RECALL,
    /**
     * Sum of gain / log2(rank + 1) over the hits, over that of the ideal list of {@code min(cut,
     * R)} items (Järvelin and Kekäläinen 2002, with the gain as it is, not as a power of two).
     */
    NDCG,
    /** Precision at each hit's rank, summed, over R: trec_eval's map_cut. */
    MAP,
    /** 1 / rank of the first hit, 0 without one. */
    MRR,
    /** 1 with a hit, else 0: trec_eval's success. */
    HIT,
    /**
     * The share of pairs of a relevant and another candidate that stand in the right order, ties
     * counting half (Mann and Whitney 1947). What is not ranked ties behind what is, relevant items
     * that are no candidates included; 1/2 where there is no pair. Has no cut.
     */
    AUC
  }

  /** Checks the ranges. */
  public Metric {
    if (cut < 1) {
      throw new IllegalArgumentException("expected a cut from 1 on, found " + cut);
    }
    if (family == Family.AUC && cut != UNCUT) {
      throw new IllegalArgumentException("expected auc without a cut, found auc@" + cut);
    }
  }

  /**
   * Reads a label.
   *
   * @param label as {@link #label} writes it
   * @throws IllegalArgumentException if there is no such metric
   */
  public static Metric named(String label) {
    int at = label.indexOf('@');
    String name = at < 0 ? label : label.substring(0, at);
    for (Family family : Family.values()) {
      if (name.equals(name(family))) {
        return new Metric(family, at < 0 ? UNCUT : cut(label, label.substring(at + 1)));
      }
    }
    throw new IllegalArgumentException(
        "expected a metric such as ndcg@10, of "
            + Arrays.stream(Family.values()).map(Metric::name).collect(Collectors.joining(", "))
            + "; found \""
            + label
            + "\"");
  }

  /** The family in lower case, then {@code @} and the cut, if any. */
  public String label() {
    return cut == UNCUT ? name(family) : name(family) + "@" + cut;
  }

  /** The figure of one case: exact without ties, else the expected value over their orders. */
  public double of(RankedRelevance ranking) {
    return switch (family) {
      case PRECISION -> Expected.hits(ranking, cut) / places(ranking);
      case RECALL -> Expected.hits(ranking, cut) / ranking.relevant();
      case NDCG -> Expected.gain(ranking, cut) / Expected.idealGain(ranking, cut);
      case MAP -> Expected.precisions(ranking, cut) / ranking.relevant();
      case MRR -> Expected.reciprocalRank(ranking, cut);
      case HIT -> Expected.anyHit(ranking, cut);
      case AUC -> Expected.orderedPairs(ranking);
    };
  }

  @Override
  public String toString() {
    return label();
  }

  private int places(RankedRelevance ranking) {
    return cut == UNCUT ? Math.max(1, ranking.ranked()) : cut;
  }

  private static String name(Family family) {
    return family.name().toLowerCase(Locale.ROOT);
  }

  private static int cut(String label, String digits) {
    // Without a sign or leading zeros, so that equal metrics have equal labels.
    if (digits.matches("[1-9][0-9]{0,8}")) {
      return Integer.parseInt(digits);
    }
    throw new IllegalArgumentException(
        "expected a whole number from 1 on after @, found \"" + label + "\"");
  }
}
