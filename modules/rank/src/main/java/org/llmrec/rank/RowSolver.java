package org.llmrec.rank;

import java.util.Arrays;

/**
 * Solves the normal equations of one row of an implicit factorisation,
 *
 * <pre>(G + pull I + sum v v') x = sum v,    v = the vectors of the row's interactions</pre>
 *
 * exactly. {@code G}, the weighted Gram matrix of the whole other side, is the same for every row,
 * so the other side is turned to its eigenvectors beforehand, which makes it a diagonal. Then n
 * interactions, fewer than the width d, cost {@code n²d + n³} by the Woodbury identity, and more of
 * them {@code nd² + d³} by Cholesky. Immutable and thread-safe.
 */
public final class RowSolver {
  private final double[] spectrum;

  /** Vectors of the other side in the eigenbasis, by number. */
  public interface Rows {
    /** Copies a vector to {@code target} from {@code offset} on. */
    void read(int row, double[] target, int offset);
  }

  /**
   * For one other side.
   *
   * @param spectrum the eigenvalues of {@code G}, {@code [d]}, from 0 on
   */
  public RowSolver(double[] spectrum) {
    this.spectrum = spectrum;
  }

  /**
   * One row's vector.
   *
   * @param positives numbers of the row's interactions, none twice
   * @param pull greater than 0
   * @return {@code [d]}, fresh; zeros where there is no interaction
   */
  public double[] solve(Rows rows, int[] positives, double pull) {
    int d = spectrum.length;
    int n = positives.length;
    if (n == 0) {
      return new double[d];
    }
    double[] vectors = new double[n * d];
    for (int i = 0; i < n; i++) {
      rows.read(positives[i], vectors, i * d);
    }
    return n < d ? small(vectors, n, pull) : large(vectors, n, pull);
  }

  /** {@code D⁻¹ Z' (I + Z D⁻¹ Z')⁻¹ 1} with {@code D} the diagonal and the vectors as rows of Z. */
  private double[] small(double[] vectors, int n, double pull) {
    int d = spectrum.length;
    double[] scaled = new double[d * n];
    for (int k = 0; k < d; k++) {
      double scale = 1 / Math.sqrt(spectrum[k] + pull);
      for (int i = 0; i < n; i++) {
        scaled[k * n + i] = scale * vectors[i * d + k];
      }
    }
    double[] kernel = new double[n * n];
    RankFour sum = new RankFour(n, kernel);
    for (int k = 0; k < d; k++) {
      sum.add(scaled, k * n, 1);
    }
    sum.flush();
    for (int i = 0; i < n; i++) {
      kernel[i * n + i] += 1;
    }
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double[] weights = Cholesky.factor(kernel, n).solve(ones);
    double[] x = new double[d];
    for (int k = 0; k < d; k++) {
      double along = 0;
      for (int i = 0; i < n; i++) {
        along += scaled[k * n + i] * weights[i];
      }
      x[k] = along / Math.sqrt(spectrum[k] + pull);
    }
    return x;
  }

  private double[] large(double[] vectors, int n, double pull) {
    int d = spectrum.length;
    double[] matrix = new double[d * d];
    double[] target = new double[d];
    RankFour sum = new RankFour(d, matrix);
    for (int i = 0; i < n; i++) {
      sum.add(vectors, i * d, 1);
      for (int k = 0; k < d; k++) {
        target[k] += vectors[i * d + k];
      }
    }
    sum.flush();
    for (int k = 0; k < d; k++) {
      matrix[k * d + k] += spectrum[k] + pull;
    }
    return Cholesky.factor(matrix, d).solve(target);
  }
}
