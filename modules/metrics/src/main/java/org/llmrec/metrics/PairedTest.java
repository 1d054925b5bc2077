package org.llmrec.metrics;

import java.util.SplittableRandom;

/**
 * Whether system A is better than system B on the same users: an interval of the mean difference by
 * the paired percentile bootstrap, and a two-sided p-value by the paired randomisation test (Efron
 * and Tibshirani, An Introduction to the Bootstrap, chapters 13 and 15). Systems with the same
 * figures differ by exactly 0, with the interval [0, 0] and p = 1.
 *
 * @param users how many pairs
 * @param difference mean of A - B
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param p chance of a difference at least as large in size if labels A and B meant nothing: {@code
 *     (1 + count) / (1 + resamples)}
 * @param options how it was computed
 */
public record PairedTest(
    int users, double difference, double low, double high, double p, Options options) {

  /**
   * How to compute.
   *
   * @param seed of the resampling
   * @param resamples for the interval, and again for the p-value; at least 1
   * @param level of the interval, in (0, 1)
   */
  public record Options(long seed, int resamples, double level) {
    /** Checks the ranges. */
    public Options {
      if (resamples < 1 || !(level > 0 && level < 1)) {
        throw new IllegalArgumentException(
            "expected resamples from 1 on and a level in (0, 1), found "
                + resamples
                + ", "
                + level);
      }
    }

    /** 10,000 resamples, an interval of 95 %. */
    public static Options seeded(long seed) {
      return new Options(seed, 10_000, 0.95);
    }
  }

  /**
   * Compares.
   *
   * @param a A's figure for each user, {@code [N]}, finite
   * @param b B's figure for the same users in the same order
   * @throws IllegalArgumentException if the lengths differ or are 0, or a figure is not finite
   */
  public static PairedTest of(double[] a, double[] b, Options options) {
    if (a.length != b.length || a.length == 0) {
      throw new IllegalArgumentException(
          "expected a figure of both systems for every user, found " + a.length + ", " + b.length);
    }
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
      if (!Double.isFinite(differences[i])) {
        throw new IllegalArgumentException("expected finite figures, found " + a[i] + ", " + b[i]);
      }
    }
    SplittableRandom random = new SplittableRandom(options.seed());
    BootstrapInterval interval = BootstrapInterval.of(differences, options, random.split());
    return new PairedTest(
        a.length,
        interval.mean(),
        interval.low(),
        interval.high(),
        randomisation(differences, options.resamples(), random.split()),
        options);
  }

  /** The interval does not contain 0. */
  public boolean significant() {
    return low > 0 || high < 0;
  }

  private static double randomisation(
      double[] differences, int resamples, SplittableRandom random) {
    double observed = 0;
    double size = 0;
    for (double difference : differences) {
      observed += difference;
      size += Math.abs(difference);
    }
    // The same sum in another order differs in its last bits and has to count as equal.
    double atLeast = Math.abs(observed) - 1e-12 * size;
    int count = 0;
    for (int resample = 0; resample < resamples; resample++) {
      double sum = 0;
      long signs = 0;
      for (int i = 0; i < differences.length; i++) {
        signs = i % Long.SIZE == 0 ? random.nextLong() : signs >>> 1;
        sum += (signs & 1) == 0 ? differences[i] : -differences[i];
      }
      count += Math.abs(sum) >= atLeast ? 1 : 0;
    }
    return (1.0 + count) / (1.0 + resamples);
  }
}
