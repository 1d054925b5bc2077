package org.llmrec.train.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RidgeMapTest {
  @Test
  void aLineByHand() {
    // Fitted on (0, 1) and (2, 3) with ridge 2: slope 2 / (2 + 2) around the means (1, 2).
    float[] x = {0, 2, 4};
    double[] y = {1, 3, 99};
    float[] predicted = RidgeMap.predict(x, 1, y, 1, new double[] {1, 1, 0}, 2);
    assertArrayEquals(new float[] {1.5f, 2.5f, 3.5f}, predicted, 1e-6f);
    // Weights 3 and 1: means (.5, 1.5), slope 3 / (3 + 2).
    predicted = RidgeMap.predict(x, 1, y, 1, new double[] {3, 1, 0}, 2);
    assertArrayEquals(new float[] {1.2f, 2.4f, 3.6f}, predicted, 1e-6f);
  }

  @Test
  void aPerfectLinearRelationIsRecovered() {
    for (long seed = 0; seed < 10; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int rows = 200;
      int width = 1 + random.nextInt(12);
      int dims = 1 + random.nextInt(5);
      float[] x = new float[rows * width];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) random.nextGaussian();
      }
      double[] map = random.doubles(width * dims, -1, 1).toArray();
      double[] offset = random.doubles(dims, -3, 3).toArray();
      double[] y = new double[rows * dims];
      double[] weights = new double[rows];
      for (int row = 0; row < rows; row++) {
        weights[row] = row % 2 == 0 ? random.nextDouble(0.1, 3) : 0;
        for (int d = 0; d < dims; d++) {
          y[row * dims + d] = offset[d];
          for (int k = 0; k < width; k++) {
            y[row * dims + d] += x[row * width + k] * map[k * dims + d];
          }
        }
      }
      // What is not fitted must not matter.
      double[] fitted = y.clone();
      for (int row = 1; row < rows; row += 2) {
        Arrays.fill(fitted, row * dims, (row + 1) * dims, Double.NaN);
      }
      float[] predicted = RidgeMap.predict(x, width, fitted, dims, weights, 1e-4);
      for (int i = 0; i < y.length; i++) {
        assertEquals(y[i], predicted[i], 1e-3, "seed " + seed);
      }
    }
  }
}
