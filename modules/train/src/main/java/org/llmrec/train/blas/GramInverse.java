package org.llmrec.train.blas;

import java.util.Arrays;

/**
 * {@code (XᵀX + lambda · I)⁻¹} of a sparse X, outside the Java heap: {@code 4 n²} bytes there, n
 * being the columns of X. Reading is thread-safe until it is closed.
 */
public final class GramInverse implements AutoCloseable {
  private final int n;
  private final Symmetric inverse;

  private GramInverse(int n, Symmetric inverse) {
    this.n = n;
    this.inverse = inverse;
  }

  /**
   * Multiplies and inverts, with the calling thread's {@link Blas#threads}.
   *
   * @param x users by items, for instance; with at least one column
   * @param lambda above 0
   * @throws org.llmrec.core.error.LlmrecException if there is too little memory, or X holds
   *     something that is not finite
   */
  public static GramInverse of(SparseMatrix x, float lambda) {
    Natives.load();
    int n = x.columns();
    Symmetric gram = Symmetric.ofSize(n);
    try {
      fill(x, lambda, gram);
      gram.factor();
      gram.invert();
    } catch (RuntimeException | Error e) {
      gram.close();
      throw e;
    }
    return new GramInverse(n, gram);
  }

  private static void fill(SparseMatrix x, float lambda, Symmetric gram) {
    SparseMatrix byColumn = x.transpose();
    float[] row = new float[x.columns()];
    for (int i = 0; i < row.length; i++) {
      Arrays.fill(row, 0);
      for (int e = byColumn.starts()[i]; e < byColumn.starts()[i + 1]; e++) {
        int user = byColumn.indices()[e];
        for (int f = x.starts()[user]; f < x.starts()[user + 1]; f++) {
          row[x.indices()[f]] += byColumn.values()[e] * x.values()[f];
        }
      }
      row[i] += lambda;
      gram.write(i, row);
    }
  }

  /** How many rows and columns it has. */
  public int size() {
    return n;
  }

  /**
   * Copies rows.
   *
   * @param from the first
   * @param count how many
   * @param target {@code [count, size]}, filled; may be longer
   */
  public void read(int from, int count, float[] target) {
    for (int row = 0; row < count; row++) {
      inverse.read(from + row, 0, target, row * n, n);
    }
  }

  @Override
  public void close() {
    inverse.close();
  }
}
