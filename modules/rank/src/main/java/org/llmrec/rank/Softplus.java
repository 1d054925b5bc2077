package org.llmrec.rank;

/**
 * A sum of {@code log(1 + exp(x))} over many {@code x}. The logarithms are taken of products, one
 * for hundreds of factors between 1 and 2: a logarithm costs as much as a row. Not thread-safe.
 */
final class Softplus {
  /** A product of so many stays below 2^1023. */
  private static final int FACTORS = 512;

  private double sum;
  private double product = 1;
  private int factors;

  /** One more, with {@code e = exp(-|x|)}. */
  void add(double x, double e) {
    sum += Math.max(x, 0);
    product *= 1 + e;
    if (++factors == FACTORS) {
      sum += StrictMath.log(product);
      product = 1;
      factors = 0;
    }
  }

  /** Of those that were added. */
  double sum() {
    return sum + StrictMath.log(product);
  }
}
