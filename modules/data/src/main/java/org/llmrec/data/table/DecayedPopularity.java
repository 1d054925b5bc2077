package org.llmrec.data.table;

import java.util.Optional;
import org.llmrec.core.Interaction;

/** How many interactions an item has when older ones count less. */
public final class DecayedPopularity {
  private static final double SECONDS_PER_DAY = 86_400;

  private DecayedPopularity() {}

  /**
   * By item: the sum over its rows of 1/2 to the power of their age in half-lives, back from the
   * newest row.
   *
   * @param halfLife in days, above 0
   * @return {@code [items]}, 0 for an item without a row; empty where a row has no time
   */
  public static Optional<double[]> of(InteractionTable rows, double halfLife) {
    long newest = Long.MIN_VALUE;
    for (int row = 0; row < rows.size(); row++) {
      if (rows.time(row) == Interaction.NO_TIME) {
        return Optional.empty();
      }
      newest = Math.max(newest, rows.time(row));
    }
    double[] weights = new double[rows.items().size()];
    for (int row = 0; row < rows.size(); row++) {
      double days = ((double) newest - rows.time(row)) / SECONDS_PER_DAY;
      weights[rows.item(row)] += Math.pow(2, -days / halfLife);
    }
    return Optional.of(weights);
  }
}
