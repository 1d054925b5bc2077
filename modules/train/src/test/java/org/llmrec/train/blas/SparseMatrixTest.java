package org.llmrec.train.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

class SparseMatrixTest {
  /** Random, with empty rows and columns; the dense form is {@link #dense}. */
  static SparseMatrix random(long seed, int rows, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] starts = new int[rows + 1];
    int[] indices = new int[rows * columns];
    float[] values = new float[rows * columns];
    int size = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (row % 5 != 3 && column % 7 != 2 && random.nextInt(3) == 0) {
          indices[size] = column;
          values[size++] = (float) random.nextGaussian();
        }
      }
      starts[row + 1] = size;
    }
    return new SparseMatrix(
        rows, columns, starts, Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
  }

  static float[] dense(SparseMatrix m) {
    float[] dense = new float[m.rows() * m.columns()];
    for (int row = 0; row < m.rows(); row++) {
      for (int e = m.starts()[row]; e < m.starts()[row + 1]; e++) {
        dense[row * m.columns() + m.indices()[e]] = m.values()[e];
      }
    }
    return dense;
  }

  @Test
  void productsAgreeWithLoops() {
    for (int[] shape : new int[][] {{1, 1}, {13, 4}, {8, 29}}) {
      int rows = shape[0];
      int columns = shape[1];
      SparseMatrix m = random(rows, rows, columns);
      float[] dense = dense(m);
      SplittableRandom random = new SplittableRandom(1);
      int width = 3;
      float[] right = Naive.random(random, columns * width);
      double[] product = Naive.product(rows, width, columns, dense, false, right, false);
      Naive.assertClose(product, m.times(right, width), 1e-5, "times");
      float[] below = Naive.random(random, rows * width);
      double[] back = Naive.product(columns, width, rows, dense, true, below, false);
      Naive.assertClose(back, m.transposedTimes(below, width), 1e-5, "transposed times");
      Naive.assertClose(back, m.transpose().times(below, width), 1e-5, "transpose, times");
      double[] gram = Naive.product(columns, columns, rows, dense, true, dense, false);
      Naive.assertClose(gram, m.gram(), 1e-5, "gram");
    }
  }

  @Test
  void scalesRowsAndColumns() {
    SparseMatrix m =
        new SparseMatrix(2, 2, new int[] {0, 2, 3}, new int[] {0, 1, 1}, new float[] {1, 2, 3});
    float[] scaled = dense(m.scaled(new float[] {10, 100}, new float[] {1, 0.5f}));
    assertArrayEquals(new float[] {10, 10, 0, 150}, scaled);
  }

  @Test
  void positivesBecomeOnesAndARepeatedPairOne() {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    rows.add(1, 2, 5, 0);
    rows.add(0, 1, 4, 0);
    rows.add(1, 0, 5, 0);
    rows.add(1, 2, 5, 1);
    Ids users = Ids.of(List.of("a", "b", "nobody"));
    Ids items = Ids.of(List.of("x", "y", "z", "unmet"));
    SparseMatrix m = SparseMatrix.of(rows.build(users, items));
    assertArrayEquals(new float[] {0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0}, dense(m));
    assertEquals(3, m.size());
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    float[] two = {1, 1};
    int[] starts = {0, 2};
    assertThrows(
        IllegalArgumentException.class,
        () -> new SparseMatrix(1, 3, starts, new int[] {1, 0}, two));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SparseMatrix(1, 3, starts, new int[] {1, 3}, two));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SparseMatrix(2, 3, starts, new int[] {0, 1}, two));
  }
}
