package org.llmrec.lab.result;

import java.util.List;

/**
 * A mean with what is known of its spread.
 *
 * @param mean over all seeds
 * @param sd standard deviation between the seeds' means, NaN with one seed
 * @param low lower end of the 95 % bootstrap interval over users or queries; NaN where there is
 *     none
 * @param high upper end
 * @param bySeed each seed's mean
 */
public record Figure(double mean, double sd, double low, double high, List<Double> bySeed) {
  /** Copies the list. */
  public Figure {
    bySeed = List.copyOf(bySeed);
  }
}
