package org.llmrec.data.simulate.world;

import java.util.SplittableRandom;

/** Draws that are the same on every platform. */
final class Draws {
  private Draws() {}

  /**
   * A random stream of one thing, so that its draws do not depend on how many others there are.
   *
   * @param kind what it is, such as a number for items
   * @param number which one
   */
  static SplittableRandom stream(long seed, long kind, long number) {
    return new SplittableRandom(
        mixed(seed * 0x9E3779B97F4A7C15L + mixed(kind * 0xD1342543DE82EF95L + number)));
  }

  /**
   * A rank from 0 to {@code n - 1}, in proportion to about {@code (rank + 1)^-exponent}: the
   * continuous law's inverse, which takes no table.
   *
   * @param exponent from 0 (all alike), below 1
   */
  static int rank(SplittableRandom random, int n, double exponent) {
    double share = StrictMath.pow(random.nextDouble(), 1 / (1 - exponent));
    return Math.min(n - 1, (int) (share * n));
  }

  /** Log-normal with that mean; sigma is that of the logarithm. */
  static double logNormal(SplittableRandom random, double mean, double sigma) {
    return mean * StrictMath.exp(sigma * gaussian(random) - sigma * sigma / 2);
  }

  private static double gaussian(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(random.nextDouble(1e-12, 1)));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** The last step of SplitMix64. */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
