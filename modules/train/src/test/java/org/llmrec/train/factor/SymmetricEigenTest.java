package org.llmrec.train.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
  @Test
  void aMatrixOfTwoByHand() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[] {2, 1, 1, 2}, 2);
    assertArrayEquals(new double[] {1, 3}, sorted(eigen.values()), 1e-15);
    double[] vectors = eigen.vectors();
    assertEquals(0, vectors[0] * vectors[2] + vectors[1] * vectors[3], 1e-15);
    assertEquals(Math.sqrt(0.5), Math.abs(vectors[0]), 1e-15);
  }

  @Test
  void numbersDiagonalsAndNothingAtAllAreMatricesToo() {
    assertArrayEquals(new double[] {7}, SymmetricEigen.of(new double[] {7}, 1).values());
    assertArrayEquals(new double[3], SymmetricEigen.of(new double[9], 3).values());
    double[] diagonal = {1e-8, 0, 0, 0, 5, 0, 0, 0, -2};
    assertArrayEquals(
        new double[] {-2, 1e-8, 5}, sorted(SymmetricEigen.of(diagonal, 3).values()), 1e-15);
    assertThrows(
        ArithmeticException.class,
        () -> SymmetricEigen.of(new double[] {1, Double.NaN, Double.NaN, 1}, 2));
  }

  @Test
  void thePartsMakeTheMatrixAgain() {
    for (long seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      // Gram matrices of few rows: many eigenvalues are zero, and some are equal. With three rows
      // of
      // a hundred numbers rounding is reflected until its squares are no numbers any more.
      int n = seed < 5 ? 100 : 1 + random.nextInt(40);
      double[] a = gram(random, n, seed < 5 ? 1 + random.nextInt(3) : 1 + random.nextInt(2 * n));
      SymmetricEigen eigen = SymmetricEigen.of(a.clone(), n);
      double size = Arrays.stream(eigen.values()).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double again = 0;
          double product = 0;
          for (int k = 0; k < n; k++) {
            again += eigen.values()[k] * eigen.vectors()[k * n + i] * eigen.vectors()[k * n + j];
            product += eigen.vectors()[i * n + k] * eigen.vectors()[j * n + k];
          }
          assertEquals(a[i * n + j], again, 1e-12 * size, "seed " + seed);
          assertEquals(i == j ? 1 : 0, product, 1e-12, "seed " + seed);
        }
      }
    }
  }

  private static double[] gram(SplittableRandom random, int n, int rows) {
    double[] a = new double[n * n];
    double scale = Math.pow(10, random.nextInt(9) - 4);
    for (int r = 0; r < rows; r++) {
      double[] row = random.doubles(n, -scale, scale).toArray();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          a[i * n + j] += row[i] * row[j];
        }
      }
    }
    return a;
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).sorted().toArray();
  }
}
