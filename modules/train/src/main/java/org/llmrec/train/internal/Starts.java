package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/** What learning starts from. */
public final class Starts {
  private Starts() {}

  /**
   * Normally distributed numbers around 0.
   *
   * @param deviation their standard deviation
   * @return {@code [rows, columns]}
   */
  public static NDArray gaussian(
      NDManager manager, SplittableRandom random, double deviation, int rows, int columns) {
    return manager.create(numbers(random, deviation, rows, columns), new Shape(rows, columns));
  }

  /** The same on the heap. */
  static float[] numbers(SplittableRandom random, double deviation, int rows, int columns) {
    float[] values = new float[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  /**
   * As PyTorch starts its linear layers: evenly between {@code ±1 / √inputs}.
   *
   * @param inputs how many numbers a row of a layer adds up
   */
  public static NDArray uniform(
      NDManager manager, SplittableRandom random, int inputs, long... shape) {
    Shape of = new Shape(shape);
    float[] values = new float[Math.toIntExact(of.size())];
    double bound = 1 / Math.sqrt(inputs);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    return manager.create(values, of);
  }
}
