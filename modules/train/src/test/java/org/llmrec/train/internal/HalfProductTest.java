package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfProductTest {
  private static final long SEED = 20261128;
  private static final int ROWS = 5;
  private static final int IN = 40;
  private static final int OUT = 7;

  /** Three roundings (two factors and what comes out), each by half of the last of eleven bits. */
  private static final double ROUNDING = 3 / 2048.0;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void theProductIsThatOfTheMatricesToThePrecisionOfHalfs() {
    try (Torch torch = Torch.open(1, 1);
        NDManager step = torch.manager().newSubManager()) {
      float[] x = numbers(ROWS * IN, 1);
      float[] w = numbers(OUT * IN, 1);
      NDArray weight = torch.manager().create(w, new Shape(OUT, IN));
      HalfProduct product = new HalfProduct(step, step.create(x, new Shape(ROWS, IN)), weight);
      assertEquals(DataType.FLOAT32, product.product().getDataType());
      float[] found = product.product().toFloatArray();
      boolean exact = true;
      for (int r = 0; r < ROWS; r++) {
        for (int o = 0; o < OUT; o++) {
          double wanted = 0;
          double size = 0;
          for (int i = 0; i < IN; i++) {
            double term = (double) x[r * IN + i] * w[o * IN + i];
            wanted += term;
            size += Math.abs(term);
          }
          assertEquals(wanted, found[r * OUT + o], ROUNDING * size, "seed " + SEED);
          exact &= Math.abs(wanted - found[r * OUT + o]) < 1e-6 * size;
        }
      }
      assertNotEquals(true, exact, "float16 was used");
    }
  }

  /** Of the usual size, and so small that float16 would have nothing but zeros of it. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-9, 1e6})
  void theWeightsGetTheGradientOfAFloatProduct(double slope) {
    try (Torch torch = Torch.open(1, 1);
        NDManager step = torch.manager().newSubManager()) {
      float[] x = numbers(ROWS * IN, 1);
      float[] slopes = numbers(ROWS * OUT, slope);
      NDArray weight = torch.manager().create(numbers(OUT * IN, 1), new Shape(OUT, IN));
      weight.setRequiresGradient(true);
      try (GradientCollector collector = torch.collector()) {
        HalfProduct product = new HalfProduct(step, step.create(x, new Shape(ROWS, IN)), weight);
        NDArray by = step.create(slopes, new Shape(ROWS, OUT));
        collector.backward(product.product().mul(by).sum());
        product.backward(collector);
      }
      float[] found = weight.getGradient().toFloatArray();
      for (int o = 0; o < OUT; o++) {
        for (int i = 0; i < IN; i++) {
          double wanted = 0;
          double size = 0;
          for (int r = 0; r < ROWS; r++) {
            double term = (double) slopes[r * OUT + o] * x[r * IN + i];
            wanted += term;
            size += Math.abs(term);
          }
          String where = "seed " + SEED + ", slopes of " + slope;
          assertEquals(wanted, found[o * IN + i], 1e-2 * size, where);
        }
      }
    }
  }

  private float[] numbers(int n, double deviation) {
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) (deviation * random.nextGaussian());
    }
    return numbers;
  }
}
