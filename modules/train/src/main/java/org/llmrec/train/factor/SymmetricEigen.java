package org.llmrec.train.factor;

import java.util.Arrays;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix, in 64-bit numbers and without threads, so
 * that the same matrix gives the same bits: Householder's tridiagonal form, then implicit QL steps
 * with Wilkinson's shift (Golub and Van Loan, Matrix Computations, sections 8.3.1 and 8.3.3).
 */
final class SymmetricEigen {
  private static final double EPSILON = Math.ulp(1.0);
  private static final int MAX_STEPS = 60;

  private final int n;
  private final double[] values;
  private final double[] vectors;
  private final double[] beside;

  private SymmetricEigen(int n) {
    this.n = n;
    this.values = new double[n];
    this.vectors = new double[n * n];
    this.beside = new double[n];
  }

  /**
   * Takes a matrix apart.
   *
   * @param a {@code [n, n]}, both triangles filled; overwritten
   * @throws ArithmeticException if a number is not finite
   */
  static SymmetricEigen of(double[] a, int n) {
    SymmetricEigen eigen = new SymmetricEigen(n);
    eigen.tridiagonal(a);
    eigen.diagonal();
    return eigen;
  }

  /** {@code [n]}, in no order. */
  double[] values() {
    return values;
  }

  /** {@code [n, n]}, row-major: one eigenvector of length 1 in each row, as {@link #values}. */
  double[] vectors() {
    return vectors;
  }

  /** Reflects row after row onto the diagonal and its neighbour. */
  private void tridiagonal(double[] a) {
    double[] reflector = new double[n * n];
    double[] weight = new double[n];
    double[] product = new double[n];
    double nothing = nothing(a);
    for (int k = 0; k + 2 < n; k++) {
      int v = k * n;
      weight[k] = reflector(a, k, reflector, nothing);
      if (weight[k] == 0) {
        continue;
      }
      Arrays.fill(product, k + 1, n, 0);
      for (int i = k + 1; i < n; i++) {
        double scale = weight[k] * reflector[v + i];
        for (int j = k + 1; j < n; j++) {
          product[j] += scale * a[i * n + j];
        }
      }
      double half = 0;
      for (int j = k + 1; j < n; j++) {
        half += product[j] * reflector[v + j];
      }
      half *= weight[k] / 2;
      for (int j = k + 1; j < n; j++) {
        product[j] -= half * reflector[v + j];
      }
      for (int i = k + 1; i < n; i++) {
        double left = reflector[v + i];
        double right = product[i];
        for (int j = k + 1; j < n; j++) {
          a[i * n + j] -= left * product[j] + right * reflector[v + j];
        }
      }
    }
    for (int k = 0; k < n; k++) {
      values[k] = a[k * n + k];
      beside[k] = k + 2 < n ? beside[k] : k + 1 < n ? a[k * n + k + 1] : 0;
    }
    accumulate(reflector, weight);
  }

  /**
   * A sum of squares that is rounding. Of a matrix of low rank each reflection leaves rounding of
   * the rounding before, whose squares soon are too small for a number.
   */
  private static double nothing(double[] a) {
    double largest = 0;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    return Math.max(1e-60 * largest * largest, 1e-290);
  }

  /**
   * The reflection that clears row {@code k} right of the neighbour of the diagonal, written to its
   * row of {@code target}; what stays on the neighbour goes to {@code beside}. What is not more
   * than {@code nothing} is clear already.
   *
   * @return the weight {@code w} of {@code I - w v v'}
   */
  private double reflector(double[] a, int k, double[] target, double nothing) {
    int row = k * n;
    double rest = 0;
    for (int j = k + 2; j < n; j++) {
      rest += a[row + j] * a[row + j];
    }
    double head = a[row + k + 1];
    beside[k] = head;
    if (rest <= nothing) {
      return 0;
    }
    double length = Math.sqrt(head * head + rest);
    beside[k] = head > 0 ? -length : length;
    System.arraycopy(a, row + k + 1, target, row + k + 1, n - k - 1);
    target[row + k + 1] = head - beside[k];
    return 1 / (length * (length + Math.abs(head)));
  }

  /** The product of all reflections, the last one first. */
  private void accumulate(double[] reflector, double[] weight) {
    for (int i = 0; i < n; i++) {
      vectors[i * n + i] = 1;
    }
    for (int k = n - 3; k >= 0; k--) {
      if (weight[k] == 0) {
        continue;
      }
      int v = k * n;
      for (int i = k + 1; i < n; i++) {
        double share = 0;
        for (int j = k + 1; j < n; j++) {
          share += vectors[i * n + j] * reflector[v + j];
        }
        share *= weight[k];
        for (int j = k + 1; j < n; j++) {
          vectors[i * n + j] -= share * reflector[v + j];
        }
      }
    }
  }

  private void diagonal() {
    double size = 0;
    for (int i = 0; i < n; i++) {
      size = Math.max(size, Math.abs(values[i]) + Math.abs(beside[i]));
    }
    if (!(size < Double.POSITIVE_INFINITY)) {
      throw new ArithmeticException("expected a finite matrix, found one of size " + size);
    }
    for (int low = 0; low < n; low++) {
      int steps = 0;
      for (int high = end(low, size); high != low; high = end(low, size)) {
        if (++steps > MAX_STEPS) {
          throw new ArithmeticException("no eigenvalue after " + MAX_STEPS + " steps");
        }
        step(low, high);
      }
    }
  }

  /** The last place of the block that begins at {@code low} and hangs together. */
  private int end(int low, double size) {
    int high = low;
    while (high + 1 < n && Math.abs(beside[high]) > EPSILON * size) {
      high++;
    }
    return high;
  }

  /** One QL step with an implicit shift on the block {@code low … high}. */
  private void step(int low, int high) {
    double ratio = (values[low + 1] - values[low]) / (2 * beside[low]);
    double root = Math.copySign(Math.sqrt(ratio * ratio + 1), ratio);
    double g = values[high] - values[low] + beside[low] / (ratio + root);
    double sine = 1;
    double cosine = 1;
    double shift = 0;
    for (int i = high - 1; i >= low; i--) {
      double f = sine * beside[i];
      double b = cosine * beside[i];
      double r = Math.sqrt(f * f + g * g);
      beside[i + 1] = r;
      if (r == 0) {
        // The block falls apart here; the next step takes up what is left of it.
        values[i + 1] -= shift;
        beside[high] = 0;
        return;
      }
      sine = f / r;
      cosine = g / r;
      g = values[i + 1] - shift;
      r = (values[i] - g) * sine + 2 * cosine * b;
      shift = sine * r;
      values[i + 1] = g + shift;
      g = cosine * r - b;
      rotate(i, sine, cosine);
    }
    values[low] -= shift;
    beside[low] = g;
    beside[high] = 0;
  }

  private void rotate(int i, double sine, double cosine) {
    int upper = i * n;
    int lower = upper + n;
    for (int k = 0; k < n; k++) {
      double below = vectors[lower + k];
      double above = vectors[upper + k];
      vectors[lower + k] = sine * above + cosine * below;
      vectors[upper + k] = cosine * above - sine * below;
    }
  }
}
