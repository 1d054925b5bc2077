package org.llmrec.rank;

/** Solves a symmetric positive definite system: {@code A = U'U}, then two triangular systems. */
final class Cholesky {
  private Cholesky() {}

  /**
   * The solution of {@code A x = b}.
   *
   * @param a {@code [D, D]}, its upper triangle; overwritten by {@code U}
   * @param b {@code [D]}
   * @return {@code [D]}, fresh
   */
  static double[] solve(double[] a, double[] b) {
    int n = b.length;
    factor(a, n);
    double[] x = b.clone();
    for (int k = 0; k < n; k++) {
      x[k] /= a[k * n + k];
      for (int j = k + 1; j < n; j++) {
        x[j] -= a[k * n + j] * x[k];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      double sum = x[k];
      for (int j = k + 1; j < n; j++) {
        sum -= a[k * n + j] * x[j];
      }
      x[k] = sum / a[k * n + k];
    }
    return x;
  }

  private static void factor(double[] a, int n) {
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
  }
}
