package org.llmrec.rank.list;

import java.util.Arrays;
import org.llmrec.rank.RowSolver;
import org.llmrec.rank.tensor.Tensor;

/**
 * Items as iALS left them, and the vector that anybody's history has among them: solved exactly
 * with the items held, when it is asked for. See Rendle, Krichene, Zhang and Koren, "Revisiting the
 * performance of iALS on item recommendation benchmarks", RecSys 2022. Immutable and thread-safe.
 */
public final class Factors {
  private final int dims;
  private final float[] items;
  private final RowSolver solver;
  private final float[] spectrum;
  private final float[] average;
  private final double lambda;
  private final double alpha;
  private final double nu;

  /**
   * From the parts, which are not copied.
   *
   * @param items {@code [N, d]}, on the eigenvectors of their Gram matrix
   * @param spectrum the eigenvalues of that matrix times {@code alpha}, {@code [d]}
   * @param average whom to assume where nothing in a history was met, {@code [d]}
   * @param lambda how strongly vectors are pulled to zero
   * @param alpha the weight of a zero
   * @param nu how the pull grows with the length of a history
   * @throws IllegalArgumentException if they do not fit together, or a pull is not positive
   */
  public Factors(
      float[] items, float[] spectrum, float[] average, double lambda, double alpha, double nu) {
    this.dims = spectrum.length;
    if (dims == 0 || items.length % dims != 0 || average.length != dims) {
      throw new IllegalArgumentException(
          "expected vectors of the "
              + dims
              + " numbers of the spectrum, found "
              + items.length
              + " numbers of items and an average of "
              + average.length);
    }
    if (!(lambda > 0) || !(alpha >= 0) || !(nu >= 0)) {
      throw new IllegalArgumentException(
          "expected lambda > 0 and alpha, nu >= 0, found " + lambda + ", " + alpha + ", " + nu);
    }
    double[] wide = new double[dims];
    for (int d = 0; d < dims; d++) {
      wide[d] = spectrum[d];
    }
    if (!Arrays.stream(wide).allMatch(value -> value >= 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "expected a spectrum from 0 on, found a number that is not");
    }
    this.items = items;
    this.spectrum = spectrum;
    this.solver = new RowSolver(wide);
    this.average = average;
    this.lambda = lambda;
    this.alpha = alpha;
    this.nu = nu;
  }

  /** The width of the vectors. */
  public int dims() {
    return dims;
  }

  /** How many items. */
  public int size() {
    return items.length / dims;
  }

  /** {@code [N, d]}; not to be changed. */
  public float[] items() {
    return items;
  }

  float[] spectrum() {
    return spectrum;
  }

  float[] average() {
    return average;
  }

  double lambda() {
    return lambda;
  }

  double alpha() {
    return alpha;
  }

  double nu() {
    return nu;
  }

  /**
   * The vector of a history, {@code [d]}, fresh; that of the average user where the history has
   * nothing that somebody met.
   *
   * @param history none twice
   */
  public float[] user(int[] history) {
    // In one order, so that rounding does not depend on who was met first.
    int[] sorted = history.clone();
    Arrays.sort(sorted);
    double[] user = solve(sorted);
    boolean zero = true;
    float[] narrow = new float[dims];
    for (int d = 0; d < dims; d++) {
      narrow[d] = (float) user[d];
      zero &= user[d] == 0;
    }
    return zero ? average.clone() : narrow;
  }

  private double[] solve(int[] history) {
    return solver.solve(this::read, history, pull(history.length));
  }

  /** {@code lambda (n + alpha N)^nu}. */
  private double pull(int length) {
    return lambda * Math.pow(length + alpha * size(), nu);
  }

  private void read(int row, double[] target, int offset) {
    for (int d = 0; d < dims; d++) {
      target[offset + d] = items[row * dims + d];
    }
  }

  Tensor.Floats tensor(float[] rows) {
    return Tensor.Floats.matrix(rows.length / dims, dims, rows);
  }
}
