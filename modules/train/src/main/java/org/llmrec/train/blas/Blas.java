package org.llmrec.train.blas;

import org.bytedeco.openblas.global.openblas;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.TrainingCode;

/**
 * The few operations of BLAS and LAPACK that the methods need, on {@code float} matrices in
 * row-major order. Big ones are copied to native memory while they are worked on: for as long as a
 * call runs it needs as many bytes again as its arguments.
 *
 * <p>Thread-safe. The result does not depend on how many threads work (see the package). Arrays may
 * be longer than the shape says; what lies beyond is not touched.
 *
 * <p>All methods throw {@link LlmrecException} if the native library of this platform is not on the
 * class path, and {@link IllegalArgumentException} if a size is below 1 or an array too short.
 */
public final class Blas {
  private static final ThreadLocal<Integer> THREADS = ThreadLocal.withInitial(() -> 1);

  private Blas() {}

  /**
   * How many threads may work for a call that the calling thread makes, from now on; 1 before.
   * Other threads' calls keep their own number.
   */
  public static void threads(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("expected at least one thread, found " + n);
    }
    THREADS.set(n);
  }

  static int threads() {
    return THREADS.get();
  }

  /**
   * {@code c = alpha * op(a) * op(b) + beta * c}.
   *
   * @param transA whether {@code op} transposes {@code a}
   * @param transB whether {@code op} transposes {@code b}
   * @param m rows of {@code op(a)} and {@code c}
   * @param n columns of {@code op(b)} and {@code c}
   * @param k columns of {@code op(a)}, rows of {@code op(b)}
   * @param a {@code [m, k]}, or {@code [k, m]} if transposed
   * @param b {@code [k, n]}, or {@code [n, k]} if transposed
   * @param beta with 0, {@code c} is only written
   * @param c {@code [m, n]}; none of the others
   */
  public static void gemm(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      float[] b,
      float beta,
      float[] c) {
    Natives.load();
    require("a", a, m, k);
    require("b", b, k, n);
    require("c", c, m, n);
    if (m <= Tiles.SIDE && n <= Tiles.SIDE) {
      openblas.cblas_sgemm(
          openblas.CblasRowMajor,
          transA ? openblas.CblasTrans : openblas.CblasNoTrans,
          transB ? openblas.CblasTrans : openblas.CblasNoTrans,
          m,
          n,
          k,
          alpha,
          a,
          transA ? m : k,
          b,
          transB ? k : n,
          beta,
          c,
          n);
      return;
    }
    TiledProducts.gemm(transA, transB, m, n, k, alpha, a, b, beta, c);
  }

  /**
   * {@code c = alpha * aᵀa + beta * c}, both triangles filled.
   *
   * @param k rows of {@code a}
   * @param n columns of {@code a}
   * @param a {@code [k, n]}
   * @param beta with 0, {@code c} is only written
   * @param c {@code [n, n]}, symmetric: the upper triangle is read
   */
  public static void gram(int k, int n, float alpha, float[] a, float beta, float[] c) {
    Natives.load();
    require("a", a, k, n);
    require("c", c, n, n);
    if (n <= Tiles.SIDE) {
      openblas.cblas_ssyrk(
          openblas.CblasRowMajor,
          openblas.CblasUpper,
          openblas.CblasTrans,
          n,
          k,
          alpha,
          a,
          n,
          beta,
          c,
          n);
    } else {
      TiledProducts.gram(k, n, alpha, a, beta, c);
    }
    Symmetric.copyUpperToLower(n, c);
  }

  /**
   * Replaces a symmetric positive definite matrix by its inverse, both triangles filled.
   *
   * @param a {@code [n, n]}, of which the upper triangle counts; spoilt if it fails
   * @throws LlmrecException if the matrix is not positive definite, or holds something that is not
   *     finite
   */
  public static void invert(int n, float[] a) {
    Natives.load();
    require("a", a, n, n);
    if (n <= Tiles.SIDE) {
      // Row-major and symmetric: what LAPACK, by columns, calls the lower triangle is our upper.
      Symmetric.check(openblas.LAPACKE_spotrf(openblas.LAPACK_COL_MAJOR, (byte) 'L', n, a, n), n);
      Symmetric.check(openblas.LAPACKE_spotri(openblas.LAPACK_COL_MAJOR, (byte) 'L', n, a, n), n);
      Symmetric.copyUpperToLower(n, a);
      return;
    }
    try (Symmetric matrix = Symmetric.of(n, a)) {
      matrix.factor();
      matrix.invert();
      for (int row = 0; row < n; row++) {
        matrix.read(row, 0, a, row * n, n);
      }
    }
  }

  /**
   * Solves {@code a x = b} for a symmetric positive definite {@code a}.
   *
   * @param a {@code [n, n]}, of which the upper triangle counts; overwritten
   * @param b {@code [n]}, overwritten by {@code x}
   * @throws LlmrecException as {@link #invert} does
   */
  public static void solve(int n, float[] a, float[] b) {
    solve(n, 1, a, b);
  }

  /**
   * Solves {@code a x = b} for a symmetric positive definite {@code a} and many right sides.
   *
   * @param columns how many right sides
   * @param a {@code [n, n]}, of which the upper triangle counts; overwritten
   * @param b {@code [n, columns]}, overwritten by {@code x}
   * @throws LlmrecException as {@link #invert} does
   */
  public static void solve(int n, int columns, float[] a, float[] b) {
    Natives.load();
    require("a", a, n, n);
    require("b", b, n, columns);
    if (n <= Tiles.SIDE && columns <= Tiles.SIDE) {
      Symmetric.check(openblas.LAPACKE_spotrf(openblas.LAPACK_COL_MAJOR, (byte) 'L', n, a, n), n);
      triangular(true, n, columns, a, b);
      triangular(false, n, columns, a, b);
      return;
    }
    try (Symmetric matrix = Symmetric.of(n, a)) {
      matrix.factor();
      matrix.solve(columns, b);
    }
  }

  private static void triangular(boolean transposed, int n, int columns, float[] a, float[] b) {
    openblas.cblas_strsm(
        openblas.CblasRowMajor,
        openblas.CblasLeft,
        openblas.CblasUpper,
        transposed ? openblas.CblasTrans : openblas.CblasNoTrans,
        openblas.CblasNonUnit,
        n,
        columns,
        1,
        a,
        n,
        b,
        columns);
  }

  /**
   * Eigenvalues and eigenvectors of a symmetric matrix. One thread works; the time grows with the
   * cube of n.
   *
   * @param a {@code [n, n]}, of which the upper triangle counts; overwritten by the eigenvectors,
   *     of length 1, as rows. Their signs are as they come
   * @return {@code [n]}, ascending, in the order of the rows
   * @throws LlmrecException if the matrix holds something that is not finite
   */
  public static float[] eigen(int n, float[] a) {
    Natives.load();
    require("a", a, n, n);
    float[] values = new float[n];
    int info =
        openblas.LAPACKE_ssyevd(openblas.LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', n, a, n, values);
    requireSuccess(info, "the eigenvectors of a matrix [" + n + ", " + n + "]");
    return values;
  }

  /**
   * Replaces the columns of a tall matrix by an orthonormal basis of a space that holds them (the Q
   * of QR, Householder). Columns that depend on others get arbitrary directions.
   *
   * @param m rows, at least {@code n}
   * @param n columns
   * @param a {@code [m, n]}
   * @throws LlmrecException if the matrix holds something that is not finite
   */
  public static void orthonormalise(int m, int n, float[] a) {
    Natives.load();
    require("a", a, m, n);
    if (m < n) {
      throw new IllegalArgumentException(
          "expected as many rows as columns, found " + m + " < " + n);
    }
    float[] reflectors = new float[n];
    int row = openblas.LAPACK_ROW_MAJOR;
    String what = "an orthonormal basis of [" + m + ", " + n + "]";
    requireSuccess(openblas.LAPACKE_sgeqrf(row, m, n, a, n, reflectors), what);
    requireSuccess(openblas.LAPACKE_sorgqr(row, m, n, n, a, n, reflectors), what);
  }

  /**
   * The singular value decomposition {@code a = left * diag(values) * right}.
   *
   * @param m rows, at most {@code n}
   * @param n columns
   * @param a {@code [m, n]}; spoilt
   * @param left {@code [m, m]}, written
   * @param right {@code [m, n]}, written
   * @return the singular values {@code [m]}, descending
   * @throws LlmrecException if the matrix holds something that is not finite
   */
  static float[] svd(int m, int n, float[] a, float[] left, float[] right) {
    Natives.load();
    float[] values = new float[m];
    // By columns this is the decomposition of the transpose: what it calls left is our right.
    int info =
        openblas.LAPACKE_sgesdd(
            openblas.LAPACK_COL_MAJOR, (byte) 'S', n, m, a, n, values, right, n, left, m);
    requireSuccess(info, "the singular values of a matrix [" + m + ", " + n + "]");
    return values;
  }

  private static void requireSuccess(int info, String what) {
    if (info != 0) {
      throw new LlmrecException(
          TrainingCode.NUMBERS_UNUSABLE,
          "expected finite numbers to compute "
              + what
              + " from, found "
              + (info < 0 ? "NaN or infinity" : "that it does not converge")
              + "; look for empty columns and settings that are too large");
    }
  }

  private static void require(String name, float[] array, int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          name + ": expected a matrix with numbers in it, found [" + rows + ", " + columns + "]");
    }
    if (array.length < (long) rows * columns) {
      throw new IllegalArgumentException(
          name
              + ": expected room for ["
              + rows
              + ", "
              + columns
              + "], found "
              + array.length
              + " numbers");
    }
  }
}
