package org.llmrec.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far the mean of one system's figures might lie elsewhere had other users been drawn: the
 * percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13). Two
 * such intervals that overlap say nothing about a difference; that is for {@link PairedTest}.
 *
 * @param units how many figures, of users or queries
 * @param mean of the figures
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param options how it was computed
 */
public record BootstrapInterval(
    int units, double mean, double low, double high, PairedTest.Options options) {

  /**
   * Resamples the units.
   *
   * @param figures {@code [N]}, at least one, finite
   * @throws IllegalArgumentException if there is no figure, or one is not finite
   */
  public static BootstrapInterval of(double[] figures, PairedTest.Options options) {
    for (double figure : figures) {
      if (!Double.isFinite(figure)) {
        throw new IllegalArgumentException("expected finite figures, found " + figure);
      }
    }
    if (figures.length == 0) {
      throw new IllegalArgumentException("expected a figure of at least one unit, found none");
    }
    // Split as for a paired test, so that both draw the same units.
    return of(figures, options, new SplittableRandom(options.seed()).split());
  }

  static BootstrapInterval of(
      double[] figures, PairedTest.Options options, SplittableRandom random) {
    double[] means = new double[options.resamples()];
    for (int resample = 0; resample < means.length; resample++) {
      double sum = 0;
      for (int i = 0; i < figures.length; i++) {
        sum += figures[random.nextInt(figures.length)];
      }
      means[resample] = sum / figures.length;
    }
    Arrays.sort(means);
    double tail = (1 - options.level()) / 2;
    return new BootstrapInterval(
        figures.length, mean(figures), quantile(means, tail), quantile(means, 1 - tail), options);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** By linear interpolation between the neighbours. */
  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
