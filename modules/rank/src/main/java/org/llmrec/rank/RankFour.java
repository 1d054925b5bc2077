package org.llmrec.rank;

import java.util.Arrays;

/**
 * Adds {@code sum s_r x_r x_r'} to the upper triangle of a symmetric matrix, four rows at a time:
 * the matrix then passes through the cache once for four. What is added in one order gives one
 * result to the bit. Not thread-safe.
 */
public final class RankFour {
  private final int dims;
  private final double[] matrix;
  private final double[] rows;
  private final double[] scales = new double[4];
  private int held;

  /** Clears {@code matrix}, {@code [dims, dims]}. */
  public RankFour(int dims, double[] matrix) {
    this.dims = dims;
    this.matrix = matrix;
    this.rows = new double[4 * dims];
    Arrays.fill(matrix, 0);
  }

  /** Takes one more row, {@code [dims]} from {@code start} on. */
  public void add(double[] source, int start, double scale) {
    System.arraycopy(source, start, rows, held * dims, dims);
    scales[held++] = scale;
    if (held == 4) {
      flush();
    }
  }

  /** Adds the rows that were held back. */
  public void flush() {
    Arrays.fill(scales, held, 4, 0);
    held = 0;
    int r1 = dims;
    int r2 = 2 * dims;
    int r3 = 3 * dims;
    for (int a = 0; a < dims; a++) {
      double c0 = scales[0] * rows[a];
      double c1 = scales[1] * rows[r1 + a];
      double c2 = scales[2] * rows[r2 + a];
      double c3 = scales[3] * rows[r3 + a];
      int line = a * dims;
      for (int b = a; b < dims; b++) {
        matrix[line + b] +=
            (c0 * rows[b] + c1 * rows[r1 + b]) + (c2 * rows[r2 + b] + c3 * rows[r3 + b]);
      }
    }
  }
}
