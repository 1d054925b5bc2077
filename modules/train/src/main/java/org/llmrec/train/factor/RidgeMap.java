package org.llmrec.train.factor;

import org.llmrec.train.blas.Blas;

/**
 * Ridge regression from one set of vectors to another, with an intercept that is not pulled on:
 *
 * <pre>minimise over B, b:   sum c_i |y_i - b - x_i B|²  +  ridge |B|²</pre>
 *
 * solved exactly by its normal equations.
 */
final class RidgeMap {
  private RidgeMap() {}

  /**
   * Fits on some rows and predicts all.
   *
   * @param x {@code [rows, width]}
   * @param y {@code [rows, dims]}, of which those of the fitted rows count
   * @param weights {@code c}, {@code [rows]}; 0 for a row that is not fitted, some greater
   * @param ridge greater than 0
   * @return {@code [rows, dims]}
   */
  static float[] predict(
      float[] x, int width, double[] y, int dims, double[] weights, double ridge) {
    int rows = weights.length;
    double[] meanX = new double[width];
    double[] meanY = new double[dims];
    double total = 0;
    int fitted = 0;
    for (int row = 0; row < rows; row++) {
      double weight = weights[row];
      if (weight > 0) {
        for (int k = 0; k < width; k++) {
          meanX[k] += weight * x[row * width + k];
        }
        for (int k = 0; k < dims; k++) {
          meanY[k] += weight * y[row * dims + k];
        }
        total += weight;
        fitted++;
      }
    }
    scale(meanX, 1 / total);
    scale(meanY, 1 / total);
    float[] left = new float[Math.multiplyExact(fitted, width)];
    float[] right = new float[fitted * dims];
    float[] all = new float[x.length];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      float root = (float) Math.sqrt(weights[row]);
      for (int k = 0; k < width; k++) {
        all[row * width + k] = (float) (x[row * width + k] - meanX[k]);
      }
      if (weights[row] > 0) {
        for (int k = 0; k < width; k++) {
          left[at * width + k] = root * all[row * width + k];
        }
        for (int k = 0; k < dims; k++) {
          right[at * dims + k] = (float) (root * (y[row * dims + k] - meanY[k]));
        }
        at++;
      }
    }
    float[] map = solve(left, width, right, dims, fitted, ridge);
    float[] predicted = new float[Math.multiplyExact(rows, dims)];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < dims; k++) {
        predicted[row * dims + k] = (float) meanY[k];
      }
    }
    Blas.gemm(false, false, rows, dims, width, 1, all, map, 1, predicted);
    return predicted;
  }

  /** {@code (L'L + ridge I)⁻¹ L'R}, {@code [width, dims]}. */
  private static float[] solve(
      float[] left, int width, float[] right, int dims, int rows, double ridge) {
    float[] gram = new float[Math.multiplyExact(width, width)];
    Blas.gram(rows, width, 1, left, 0, gram);
    for (int k = 0; k < width; k++) {
      gram[k * width + k] += (float) ridge;
    }
    float[] map = new float[width * dims];
    Blas.gemm(true, false, width, dims, rows, 1, left, right, 0, map);
    Blas.solve(width, dims, gram, map);
    return map;
  }

  private static void scale(double[] values, double factor) {
    for (int k = 0; k < values.length; k++) {
      values[k] *= factor;
    }
  }
}
