package org.llmrec.metrics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Correction for several tests at once (Holm, A Simple Sequentially Rejective Multiple Test
 * Procedure, 1979): the chance of even one false alarm stays below the level, whatever the tests
 * have to do with each other.
 */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p-values, to be compared with the level itself.
   *
   * @param p one for each test, in [0, 1], in any order; may be empty
   * @return in the same order, each at least its {@code p} and at most 1, and never smaller for a
   *     greater {@code p}
   * @throws IllegalArgumentException if a p-value is NaN or outside [0, 1]
   */
  public static double[] adjust(double[] p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("expected p-values in [0, 1], found " + value);
      }
    }
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = new double[p.length];
    double least = 0;
    for (int i = 0; i < p.length; i++) {
      least = Math.max(least, Math.min(1, (p.length - i) * p[ascending[i]]));
      adjusted[ascending[i]] = least;
    }
    return adjusted;
  }
}
