package org.llmrec.train.blas;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The largest singular values of a matrix with their vectors, {@code M ≈ left * diag(values) *
 * right}: the randomised subspace iteration of Halko, Martinsson and Tropp 2011 (algorithm 4.4),
 * with {@value #MORE} directions more than asked for and {@value #ROUNDS} rounds. Exact, up to
 * rounding, where the matrix has no more rows or columns than that.
 *
 * <p>Immutable; the arrays are not to be changed. Equal input and seed give equal bytes. The sign
 * of each pair of vectors is such that the right one's largest number is positive.
 */
public final class TruncatedSvd {
  private static final int MORE = 16;
  private static final int ROUNDS = 6;

  private final int rank;
  private final float[] left;
  private final float[] values;
  private final float[] right;

  private TruncatedSvd(int rank, float[] left, float[] values, float[] right) {
    this.rank = rank;
    this.left = left;
    this.values = values;
    this.right = right;
  }

  /**
   * Of a sparse matrix.
   *
   * @param rank how many, from 1; fewer are found where the matrix has fewer rows or columns
   * @throws IllegalArgumentException if the rank is below 1 or the matrix empty
   */
  public static TruncatedSvd of(SparseMatrix m, int rank, long seed) {
    return of(
        new Operator() {
          @Override
          public float[] times(float[] dense, int width) {
            return m.times(dense, width);
          }

          @Override
          public float[] transposedTimes(float[] dense, int width) {
            return m.transposedTimes(dense, width);
          }
        },
        m.rows(),
        m.columns(),
        rank,
        seed);
  }

  /**
   * Of a dense matrix.
   *
   * @param m {@code [rows, columns]}
   * @param rank how many, from 1; fewer are found where the matrix has fewer rows or columns
   * @throws IllegalArgumentException if the rank is below 1 or the matrix empty
   */
  public static TruncatedSvd of(int rows, int columns, float[] m, int rank, long seed) {
    return of(
        new Operator() {
          @Override
          public float[] times(float[] dense, int width) {
            float[] out = new float[Math.multiplyExact(rows, width)];
            Blas.gemm(false, false, rows, width, columns, 1, m, dense, 0, out);
            return out;
          }

          @Override
          public float[] transposedTimes(float[] dense, int width) {
            float[] out = new float[Math.multiplyExact(columns, width)];
            Blas.gemm(true, false, columns, width, rows, 1, m, dense, 0, out);
            return out;
          }
        },
        rows,
        columns,
        rank,
        seed);
  }

  /** How many there are. */
  public int rank() {
    return rank;
  }

  /** {@code [rows, rank]}, orthonormal columns. */
  public float[] left() {
    return left;
  }

  /** {@code [rank]}, descending, from 0 on. */
  public float[] values() {
    return values;
  }

  /** {@code [rank, columns]}, orthonormal rows. */
  public float[] right() {
    return right;
  }

  private interface Operator {
    float[] times(float[] dense, int width);

    float[] transposedTimes(float[] dense, int width);
  }

  private static TruncatedSvd of(Operator m, int rows, int columns, int rank, long seed) {
    int most = Math.min(rows, columns);
    if (rank < 1 || most < 1) {
      throw new IllegalArgumentException(
          "expected a rank from 1 on of a matrix with numbers in it, found rank "
              + rank
              + " of ["
              + rows
              + ", "
              + columns
              + "]");
    }
    int kept = Math.min(rank, most);
    int width = (int) Math.min((long) rank + MORE, most);
    float[] q = m.times(gaussian(columns, width, seed), width);
    Blas.orthonormalise(rows, width, q);
    for (int round = 0; round < ROUNDS; round++) {
      float[] back = m.transposedTimes(q, width);
      Blas.orthonormalise(columns, width, back);
      q = m.times(back, width);
      Blas.orthonormalise(rows, width, q);
    }
    float[] small = transposed(columns, width, m.transposedTimes(q, width));
    float[] inner = new float[width * width];
    float[] right = new float[width * columns];
    float[] values = Blas.svd(width, columns, small, inner, right);
    float[] left = new float[rows * width];
    Blas.gemm(false, false, rows, width, width, 1, q, inner, 0, left);
    left = firstColumns(rows, width, kept, left);
    right = Arrays.copyOf(right, kept * columns);
    fixSigns(rows, kept, columns, left, right);
    return new TruncatedSvd(kept, left, Arrays.copyOf(values, kept), right);
  }

  private static float[] gaussian(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] out = new float[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) random.nextGaussian();
    }
    return out;
  }

  private static float[] transposed(int rows, int columns, float[] m) {
    float[] out = new float[m.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[j * rows + i] = m[i * columns + j];
      }
    }
    return out;
  }

  private static float[] firstColumns(int rows, int columns, int kept, float[] m) {
    float[] out = new float[rows * kept];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(m, i * columns, out, i * kept, kept);
    }
    return out;
  }

  private static void fixSigns(int rows, int rank, int columns, float[] left, float[] right) {
    for (int r = 0; r < rank; r++) {
      float largest = 0;
      for (int j = 0; j < columns; j++) {
        float value = right[r * columns + j];
        largest = Math.abs(value) > Math.abs(largest) ? value : largest;
      }
      if (largest < 0) {
        for (int j = 0; j < columns; j++) {
          right[r * columns + j] = -right[r * columns + j];
        }
        for (int i = 0; i < rows; i++) {
          left[i * rank + r] = -left[i * rank + r];
        }
      }
    }
  }
}
