package org.llmrec.rank;

/**
 * A symmetric positive definite matrix taken apart, {@code A = U'U}, so that systems with it are
 * two triangular ones.
 */
public final class Cholesky {
  private final double[] u;
  private final int n;

  private Cholesky(double[] u, int n) {
    this.u = u;
    this.n = n;
  }

  /**
   * Takes a matrix apart.
   *
   * @param a {@code [n, n]}, of which the upper triangle counts; becomes part of the result
   * @throws ArithmeticException if the matrix is not positive definite
   */
  public static Cholesky factor(double[] a, int n) {
    for (int k = 0; k < n; k++) {
      int row = k * n;
      double pivot = a[row + k];
      if (!(pivot > 0)) {
        throw new ArithmeticException("not positive definite: pivot " + k + " is " + pivot);
      }
      double scale = 1 / Math.sqrt(pivot);
      for (int j = k; j < n; j++) {
        a[row + j] *= scale;
      }
      for (int i = k + 1; i < n; i++) {
        double factor = a[row + i];
        int target = i * n;
        for (int j = i; j < n; j++) {
          a[target + j] -= factor * a[row + j];
        }
      }
    }
    return new Cholesky(a, n);
  }

  /**
   * The solution of {@code A x = b}.
   *
   * @param b {@code [n]}
   * @return {@code [n]}, fresh
   */
  public double[] solve(double[] b) {
    double[] x = b.clone();
    for (int k = 0; k < n; k++) {
      x[k] /= u[k * n + k];
      for (int j = k + 1; j < n; j++) {
        x[j] -= u[k * n + j] * x[k];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      double sum = x[k];
      for (int j = k + 1; j < n; j++) {
        sum -= u[k * n + j] * x[j];
      }
      x[k] = sum / u[k * n + k];
    }
    return x;
  }
}
