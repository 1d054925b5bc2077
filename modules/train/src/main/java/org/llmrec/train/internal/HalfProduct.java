package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;

/**
 * The product {@code x W^T} of a step in float16, of rows that are given and weights that are
 * learnt. The engine lets no gradient through a change of numbers, so the product is a leaf of what
 * it records, and its gradient is brought to the weights here.
 *
 * <p>Belongs to the step, with all that it makes.
 */
final class HalfProduct {
  /** What is scaled has its greatest magnitude below 2 to this power; float16 ends at 2^16. */
  private static final int TOP = 12;

  private final NDManager step;
  private final NDArray weight;
  private final NDArray rows;
  private final NDArray product;

  /**
   * Multiplies.
   *
   * @param rows {@code [n, in]}
   * @param weight {@code [out, in]}
   */
  HalfProduct(NDManager step, NDArray rows, NDArray weight) {
    this.step = step;
    this.weight = weight;
    this.rows = half(rows);
    this.product = whole(this.rows.matMul(half(weight).transpose()));
    product.setRequiresGradient(true);
  }

  /** {@code [n, out]}, of float32. */
  NDArray product() {
    return product;
  }

  /** Adds to the gradient of the weights, once that of the product is known. */
  void backward(GradientCollector collector) {
    NDArray gradient = owned(product.getGradient());
    float scale = scale(gradient.abs().max().getFloat());
    NDArray scaled = half(gradient.mul(scale));
    NDArray byWeight = whole(scaled.transpose().matMul(rows)).div(scale);
    // The gradient of this sum is what was computed: so it comes to the weights like any other.
    collector.backward(owned(weight.mul(byWeight)).sum());
  }

  private static float scale(float greatest) {
    return greatest > 0 && Float.isFinite(greatest)
        ? Math.scalb(1f, TOP - 1 - Math.getExponent(greatest))
        : 1;
  }

  private NDArray half(NDArray x) {
    return owned(x.toType(DataType.FLOAT16, false));
  }

  private NDArray whole(NDArray x) {
    return owned(x.toType(DataType.FLOAT32, false));
  }

  private NDArray owned(NDArray x) {
    x.attach(step);
    return x;
  }
}
