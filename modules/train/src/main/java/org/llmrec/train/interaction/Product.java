package org.llmrec.train.interaction;

import org.llmrec.train.blas.Blas;

/**
 * A matrix on the heap, to multiply rows with: {@code y = W x}, with {@code W = up * down} where it
 * is of low rank. Immutable.
 *
 * @param in the width of {@code x}
 * @param out the width of {@code y}
 * @param rank of the matrix where it comes in two parts; 0 where in one
 * @param up {@code [out, rank]}, or all of it, {@code [out, in]}
 * @param down {@code [rank, in]}, or nothing
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record Product(int in, int out, int rank, float[] up, float[] down) {
  static Product full(int in, int out, float[] weight) {
    return new Product(in, out, 0, weight, new float[0]);
  }

  /** {@code [n, out]} of {@code [n, in]}. */
  float[] of(float[] x, int n) {
    return rank == 0 ? rows(x, n, up, in, out) : rows(rows(x, n, down, in, rank), n, up, rank, out);
  }

  private static float[] rows(float[] x, int n, float[] weight, int from, int to) {
    float[] y = new float[n * to];
    Blas.gemm(false, true, n, to, from, 1, x, weight, 0, y);
    return y;
  }

  /** The gradient of {@code x}, {@code [n, in]}, by that of {@code y}, {@code [n, out]}. */
  float[] back(float[] gradient, int n) {
    return rank == 0
        ? backRows(gradient, n, up, in, out)
        : backRows(backRows(gradient, n, up, rank, out), n, down, in, rank);
  }

  private static float[] backRows(float[] gradient, int n, float[] weight, int from, int to) {
    float[] x = new float[n * from];
    Blas.gemm(false, false, n, from, to, 1, gradient, weight, 0, x);
    return x;
  }

  /** What some neighbouring inputs bring to {@code y}. */
  Product columns(int from, int to) {
    return rank == 0
        ? full(to - from, out, cut(up, out, from, to))
        : new Product(to - from, out, rank, up, cut(down, rank, from, to));
  }

  private float[] cut(float[] matrix, int rows, int from, int to) {
    float[] cut = new float[rows * (to - from)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(matrix, row * in + from, cut, row * (to - from), to - from);
    }
    return cut;
  }
}
