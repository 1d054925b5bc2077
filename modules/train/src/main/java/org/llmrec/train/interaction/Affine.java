package org.llmrec.train.interaction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.train.internal.Starts;

/**
 * A linear layer in the engine.
 *
 * @param weight {@code [out, in]}
 * @param bias {@code [out]}
 */
record Affine(NDArray weight, NDArray bias) {
  /**
   * A new one.
   *
   * @param gain the variance of what comes out, over that of what goes in
   */
  static Affine of(NDManager manager, SplittableRandom random, double gain, int in, int out) {
    return new Affine(
        Starts.gaussian(manager, random.split(), Math.sqrt(gain / in), out, in),
        manager.zeros(new Shape(out)));
  }

  /** {@code [n, out]} of {@code [n, in]}. */
  NDArray apply(NDArray x) {
    return Linear.linear(x, weight, bias).head();
  }

  List<NDArray> both() {
    return List.of(weight, bias);
  }

  /** On the heap. */
  Product product() {
    Shape shape = weight.getShape();
    return Product.full((int) shape.get(1), (int) shape.get(0), weight.toFloatArray());
  }
}
