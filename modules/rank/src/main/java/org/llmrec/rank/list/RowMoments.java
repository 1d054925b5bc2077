package org.llmrec.rank.list;

/**
 * How the inner products of any vector with all rows of a matrix are spread, without making them.
 * Immutable and thread-safe.
 */
final class RowMoments {
  private final float[] rows;
  private final int dims;
  private final double[] sum;
  private final double[] gram;

  /**
   * Adds up once.
   *
   * @param rows {@code [N, dims]}
   */
  RowMoments(float[] rows, int dims) {
    this.rows = rows;
    this.dims = dims;
    this.sum = new double[dims];
    this.gram = new double[dims * dims];
    for (int at = 0; at < rows.length; at += dims) {
      for (int k = 0; k < dims; k++) {
        double value = rows[at + k];
        sum[k] += value;
        for (int l = 0; l < dims; l++) {
          gram[k * dims + l] += value * rows[at + l];
        }
      }
    }
  }

  /**
   * The moments of the products.
   *
   * @param vector {@code [dims]}
   * @param without rows that do not count, none twice
   */
  Opinion.Moments of(float[] vector, int[] without) {
    double total = 0;
    double squares = 0;
    for (int k = 0; k < dims; k++) {
      total += vector[k] * sum[k];
      double row = 0;
      for (int l = 0; l < dims; l++) {
        row += gram[k * dims + l] * vector[l];
      }
      squares += vector[k] * row;
    }
    for (int item : without) {
      double own = exactly(vector, item);
      total -= own;
      squares -= own * own;
    }
    return new Opinion.Moments(total, squares, rows.length / dims - without.length);
  }

  /**
   * As the sums have it: rounded to 32 bits, what is left of them without a long history in a small
   * catalogue would be the rounding.
   */
  private double exactly(float[] vector, int item) {
    double product = 0;
    for (int k = 0; k < dims; k++) {
      product += (double) vector[k] * rows[item * dims + k];
    }
    return product;
  }
}
