package org.llmrec.rank;

/**
 * Adds rows of a matrix, each by its scale, to a vector, four at a time: the vector is then read
 * and written once for four. What is added in one order gives one result to the bit. Not
 * thread-safe.
 */
final class RowSum {
  private final double[] target;
  private final double[] rows;
  private final int[] starts = new int[4];
  private final double[] scales = new double[4];
  private int held;

  RowSum(double[] target, double[] rows) {
    this.target = target;
    this.rows = rows;
  }

  /** Takes one more row, which begins at {@code start}. */
  void add(int start, double scale) {
    starts[held] = start;
    scales[held++] = scale;
    if (held == 4) {
      addFour();
    }
  }

  /** Adds the rows that were held back. */
  void flush() {
    for (int r = 0; r < held; r++) {
      for (int d = 0; d < target.length; d++) {
        target[d] += scales[r] * rows[starts[r] + d];
      }
    }
    held = 0;
  }

  private void addFour() {
    int r0 = starts[0];
    int r1 = starts[1];
    int r2 = starts[2];
    int r3 = starts[3];
    double c0 = scales[0];
    double c1 = scales[1];
    double c2 = scales[2];
    double c3 = scales[3];
    for (int d = 0; d < target.length; d++) {
      target[d] +=
          (c0 * rows[r0 + d] + c1 * rows[r1 + d]) + (c2 * rows[r2 + d] + c3 * rows[r3 + d]);
    }
    held = 0;
  }
}
