package org.llmrec.lab.run.summary;

import java.util.List;
import org.llmrec.lab.result.Figure;

/** Makes figures of the seeds' means. */
final class Figures {
  private Figures() {}

  /** Without an interval. */
  static Figure of(List<Double> bySeed) {
    return of(bySeed, Double.NaN, Double.NaN);
  }

  /** With an interval; the spread is the sample's (n - 1). */
  static Figure of(List<Double> bySeed, double low, double high) {
    double mean = mean(bySeed);
    double squares = 0;
    for (double value : bySeed) {
      squares += (value - mean) * (value - mean);
    }
    double sd = bySeed.size() < 2 ? Double.NaN : Math.sqrt(squares / (bySeed.size() - 1));
    return new Figure(mean, sd, low, high, bySeed);
  }

  private static double mean(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }
}
