package org.llmrec.lab.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who gains and who loses when one model takes another's place, unit by unit: a mean of zero may
 * hide that half of the users gain what the others lose.
 *
 * @param model the first
 * @param against the second
 * @param metric compared
 * @param better how many users or queries have more with the first
 * @param equal how many have the same with both
 * @param worse how many have less
 * @param percentiles of first minus second: the 0th, 1st, … 100th, ascending; empty where there are
 *     no units
 */
public record Spread(
    String model,
    String against,
    String metric,
    int better,
    int equal,
    int worse,
    List<Double> percentiles) {
  /** Closer than this is equal: sums of the same figures in another order differ by less. */
  private static final double EQUAL = 1e-12;

  private static final int PERCENTILES = 101;

  /** Copies the list. */
  public Spread {
    percentiles = List.copyOf(percentiles);
  }

  /**
   * Counts and sorts.
   *
   * @param differences first minus second, one per user or query, finite; left as it is
   */
  public static Spread of(String model, String against, String metric, double[] differences) {
    double[] sorted = differences.clone();
    Arrays.sort(sorted);
    int better = 0;
    int worse = 0;
    for (double d : sorted) {
      if (d > EQUAL) {
        better++;
      } else if (d < -EQUAL) {
        worse++;
      }
    }
    List<Double> percentiles = new ArrayList<>();
    for (int i = 0; i < PERCENTILES && sorted.length > 0; i++) {
      int at = (int) Math.round(i * (sorted.length - 1) / (PERCENTILES - 1.0));
      percentiles.add(sorted[at] + 0.0); // no negative zero
    }
    int equal = sorted.length - better - worse;
    return new Spread(model, against, metric, better, equal, worse, percentiles);
  }

  /** How many users or queries there are. */
  public int units() {
    return better + equal + worse;
  }
}
