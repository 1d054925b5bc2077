package org.llmrec.train.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

/** Matrices by loops that a person can check, in double precision. */
final class Naive {
  private Naive() {}

  static float[] random(SplittableRandom random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  static double[] product(
      int m, int n, int k, float[] a, boolean transA, float[] b, boolean transB) {
    double[] c = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int x = 0; x < k; x++) {
        double left = transA ? a[x * m + i] : a[i * k + x];
        for (int j = 0; j < n; j++) {
          c[i * n + j] += left * (transB ? b[j * k + x] : b[x * n + j]);
        }
      }
    }
    return c;
  }

  /** Positive definite: aᵀa of a random [n, n], with n on the diagonal. */
  static float[] positiveDefinite(SplittableRandom random, int n) {
    float[] a = random(random, n * n);
    double[] gram = product(n, n, n, a, true, a, false);
    float[] out = new float[n * n];
    for (int i = 0; i < n * n; i++) {
      out[i] = (float) gram[i];
    }
    for (int i = 0; i < n; i++) {
      out[i * n + i] += n;
    }
    return out;
  }

  static void assertClose(double[] expected, float[] actual, double tolerance, String what) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], tolerance, what + " at " + i);
    }
  }

  static void assertIdentity(int n, double[] product, double tolerance, String what) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(i == j ? 1 : 0, product[i * n + j], tolerance, what + " at " + i + ", " + j);
      }
    }
  }
}
