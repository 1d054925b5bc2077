package org.llmrec.train.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TruncatedSvdTest {
  @Test
  void thePartsPutASmallMatrixTogetherAgain() {
    for (int[] shape : new int[][] {{1, 1}, {12, 5}, {6, 20}}) {
      int rows = shape[0];
      int columns = shape[1];
      SparseMatrix m = SparseMatrixTest.random(3, rows, columns);
      TruncatedSvd svd = TruncatedSvd.of(m, 50, 1);
      assertEquals(Math.min(rows, columns), svd.rank(), "no more than there are");
      double[] again = product(svd, rows, columns);
      Naive.assertClose(again, SparseMatrixTest.dense(m), 1e-5, rows + " x " + columns);
    }
  }

  /** A matrix made of known parts, the r-th of size 10 / r. */
  @Test
  void theLargestAreFoundInAMatrixWithKnownOnes() {
    int rows = 300;
    int columns = 200;
    SplittableRandom random = new SplittableRandom(6);
    float[] left = Naive.random(random, rows * 40);
    Blas.orthonormalise(rows, 40, left);
    float[] right = Naive.random(random, columns * 40);
    Blas.orthonormalise(columns, 40, right);
    float[] scaled = left.clone();
    for (int i = 0; i < rows; i++) {
      for (int r = 0; r < 40; r++) {
        scaled[i * 40 + r] *= 10f / (r + 1);
      }
    }
    float[] m = new float[rows * columns];
    Blas.gemm(false, true, rows, columns, 40, 1, scaled, right, 0, m);
    TruncatedSvd svd = TruncatedSvd.of(rows, columns, m, 5, 9);
    for (int r = 0; r < 5; r++) {
      assertEquals(10f / (r + 1), svd.values()[r], 1e-4);
    }
    double[] identity = Naive.product(5, 5, columns, svd.right(), false, svd.right(), true);
    Naive.assertIdentity(5, identity, 1e-5, "right");
    identity = Naive.product(5, 5, rows, svd.left(), true, svd.left(), false);
    Naive.assertIdentity(5, identity, 1e-5, "left");
  }

  @Test
  void equalSeedsGiveEqualBytesAndOthersTheSameDirections() {
    SparseMatrix m = SparseMatrixTest.random(11, 80, 60);
    TruncatedSvd one = TruncatedSvd.of(m, 4, 1);
    assertArrayEquals(one.right(), TruncatedSvd.of(m, 4, 1).right());
    assertArrayEquals(one.left(), TruncatedSvd.of(m, 4, 1).left());
    assertArrayEquals(one.values(), TruncatedSvd.of(m, 4, 2).values(), 0.05f);
    float largest = 0;
    for (int j = 0; j < 60; j++) {
      float value = one.right()[j];
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    assertTrue(largest > 0, "the sign is fixed");
  }

  @Test
  void aMatrixOfZerosHasValuesOfZero() {
    TruncatedSvd svd = TruncatedSvd.of(4, 3, new float[12], 2, 1);
    assertArrayEquals(new float[2], svd.values());
  }

  @Test
  void nothingIsRefused() {
    float[] none = {};
    assertThrows(IllegalArgumentException.class, () -> TruncatedSvd.of(0, 3, none, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> TruncatedSvd.of(1, 1, new float[1], 0, 1));
  }

  private static double[] product(TruncatedSvd svd, int rows, int columns) {
    int rank = svd.rank();
    float[] scaled = svd.left().clone();
    for (int i = 0; i < rows; i++) {
      for (int r = 0; r < rank; r++) {
        scaled[i * rank + r] *= svd.values()[r];
      }
    }
    return Naive.product(rows, columns, rank, scaled, false, svd.right(), false);
  }
}
