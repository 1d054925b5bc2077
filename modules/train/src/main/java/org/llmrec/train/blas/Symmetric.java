package org.llmrec.train.blas;

import org.bytedeco.openblas.global.openblas;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.TrainingCode;

/**
 * A symmetric positive definite matrix in native memory, taken apart tile by tile: {@code A = UᵀU},
 * in the upper triangle.
 */
final class Symmetric implements AutoCloseable {
  private final int n;
  private final int tiles;
  private final NativeFloats a;

  private Symmetric(int n, NativeFloats a) {
    this.n = n;
    this.tiles = Tiles.count(n);
    this.a = a;
  }

  static Symmetric of(int n, float[] a) {
    return new Symmetric(n, NativeFloats.copyOf(a, (long) n * n));
  }

  /** With room for what is then written row by row. */
  static Symmetric ofSize(int n) {
    return new Symmetric(n, NativeFloats.allocate((long) n * n));
  }

  /** Cholesky, right-looking: a row of tiles, then what is left of the matrix below it. */
  void factor() {
    for (int k = 0; k < tiles; k++) {
      int size = Tiles.extent(k, n);
      int info =
          openblas.LAPACKE_spotrf(openblas.LAPACK_COL_MAJOR, (byte) 'L', size, a.at(tile(k, k)), n);
      check(info > 0 ? info + k * Tiles.SIDE : info, n);
      int step = k;
      int left = tiles - k - 1;
      Tiles.run(
          left,
          Blas.threads(),
          t ->
              triangular(
                  true, step, size, Tiles.extent(step + 1 + t, n), tile(step, step + 1 + t)));
      Tiles.run(
          left * left,
          Blas.threads(),
          t -> {
            int i = step + 1 + t / left;
            int j = step + 1 + t % left;
            if (i <= j) {
              subtract(step, size, i, j);
            }
          });
    }
  }

  /** {@code A_ij -= U_kiᵀ U_kj}. */
  private void subtract(int k, int size, int i, int j) {
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        openblas.CblasTrans,
        openblas.CblasNoTrans,
        Tiles.extent(i, n),
        Tiles.extent(j, n),
        size,
        -1,
        a.at(tile(k, i)),
        n,
        a.at(tile(k, j)),
        n,
        1,
        a.at(tile(i, j)),
        n);
  }

  private void triangular(boolean transposed, int k, int size, int columns, long right) {
    openblas.cblas_strsm(
        openblas.CblasRowMajor,
        openblas.CblasLeft,
        openblas.CblasUpper,
        transposed ? openblas.CblasTrans : openblas.CblasNoTrans,
        openblas.CblasNonUnit,
        size,
        columns,
        1,
        a.at(tile(k, k)),
        n,
        a.at(right),
        n);
  }

  /**
   * Replaces the factor by the inverse, both triangles. The inverse's columns in tile j from row
   * tile j on depend on nothing but the factor from there on, and the rest is their mirror image:
   * as much work as LAPACK's way, and every tile column for itself. What is done goes below the
   * diagonal, where nobody reads, until all are.
   */
  void invert() {
    float[] diagonal = new float[n];
    Tiles.run(tiles, Blas.threads(), j -> invert(j, diagonal));
    for (int i = 0; i < n; i++) {
      a.write((long) i * n + i, diagonal, i, 1);
    }
    Tiles.run(tiles, Blas.threads(), this::mirrorDown);
  }

  private void invert(int j, float[] diagonal) {
    int from = j * Tiles.SIDE;
    int rows = n - from;
    int columns = Tiles.extent(j, n);
    float[] panel = new float[rows * columns];
    for (int i = 0; i < columns; i++) {
      panel[i * columns + i] = 1;
    }
    try (NativeFloats right = NativeFloats.copyOf(panel, (long) rows * columns)) {
      solve(from, columns, right);
      right.read(0, panel, 0, rows * columns);
    }
    for (int row = 0; row < rows; row++) {
      if (row < columns) {
        diagonal[from + row] = panel[row * columns + row];
      }
      a.write((long) (from + row) * n + from, panel, row * columns, Math.min(row, columns));
    }
  }

  /** Copies a column of tiles, which lies below the diagonal, to the row of tiles right of it. */
  private void mirrorDown(int j) {
    int from = j * Tiles.SIDE;
    int columns = Tiles.extent(j, n);
    float[] row = new float[columns];
    float[] mirrored = new float[columns * (n - from)];
    for (int i = from; i < n; i++) {
      a.read((long) i * n + from, row, 0, Math.min(columns, i - from + 1));
      for (int c = 0; c < Math.min(columns, i - from + 1); c++) {
        mirrored[c * (n - from) + i - from] = row[c];
      }
    }
    for (int c = 0; c < columns; c++) {
      a.write((long) (from + c) * n + from + c, mirrored, c * (n - from) + c, n - from - c);
    }
  }

  /** Some of a row. */
  void read(int row, int column, float[] target, int at, int count) {
    a.read((long) row * n + column, target, at, count);
  }

  /** Puts a row. */
  void write(int row, float[] source) {
    a.write((long) row * n, source, 0, n);
  }

  /**
   * Solves {@code A x = b}.
   *
   * @param b {@code [n, columns]}, overwritten
   */
  void solve(int columns, float[] b) {
    Tiles.run(
        Tiles.count(columns),
        Blas.threads(),
        j -> {
          int width = Tiles.extent(j, columns);
          try (NativeFloats right = NativeFloats.allocate((long) n * width)) {
            for (int row = 0; row < n; row++) {
              right.write((long) row * width, b, row * columns + j * Tiles.SIDE, width);
            }
            solve(0, width, right);
            for (int row = 0; row < n; row++) {
              right.read((long) row * width, b, row * columns + j * Tiles.SIDE, width);
            }
          }
        });
  }

  /** With the factor from that row and column on. */
  private void solve(int from, int columns, NativeFloats right) {
    for (int transposed : new int[] {openblas.CblasTrans, openblas.CblasNoTrans}) {
      openblas.cblas_strsm(
          openblas.CblasRowMajor,
          openblas.CblasLeft,
          openblas.CblasUpper,
          transposed,
          openblas.CblasNonUnit,
          n - from,
          columns,
          1,
          a.at((long) from * n + from),
          n,
          right.at(0),
          columns);
    }
  }

  private long tile(int i, int j) {
    return (long) i * Tiles.SIDE * n + (long) j * Tiles.SIDE;
  }

  /** What LAPACK says about a matrix that should have been positive definite. */
  static void check(int info, int n) {
    if (info != 0) {
      throw new LlmrecException(
          TrainingCode.NUMBERS_UNUSABLE,
          "expected a symmetric positive definite matrix ["
              + n
              + ", "
              + n
              + "], found "
              + (info < 0
                  ? "NaN or infinity in it; look at the weights and scales it was made with"
                  : "that its first "
                      + info
                      + " rows and columns are none; add more to the diagonal (a larger"
                      + " regularisation such as lambda)"));
    }
  }

  /** In squares that fit in the cache. */
  static void copyUpperToLower(int n, float[] a) {
    int side = 64;
    for (int top = 0; top < n; top += side) {
      for (int left = top; left < n; left += side) {
        for (int i = top; i < Math.min(n, top + side); i++) {
          for (int j = Math.max(i + 1, left); j < Math.min(n, left + side); j++) {
            a[j * n + i] = a[i * n + j];
          }
        }
      }
    }
  }

  @Override
  public void close() {
    a.close();
  }
}
