package org.llmrec.train.interaction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.train.internal.Starts;

/**
 * A cross layer in the engine: {@code x' = x0 * (W x + b) + x} (DCN V2, section 3.2), with {@code W
 * = U V} where it is of low rank (section 3.5).
 *
 * @param weights {@code W [d, d]}, or {@code U [d, rank]} and {@code V [rank, d]}
 * @param bias {@code [d]}
 */
record CrossLayer(List<NDArray> weights, NDArray bias) {
  static CrossLayer of(NDManager manager, SplittableRandom random, int width, int rank) {
    NDArray bias = manager.zeros(new Shape(width));
    double deviation = Math.sqrt(1.0 / width);
    if (rank == 0) {
      return new CrossLayer(
          List.of(Starts.gaussian(manager, random.split(), deviation, width, width)), bias);
    }
    return new CrossLayer(
        List.of(
            Starts.gaussian(manager, random.split(), Math.sqrt(1.0 / rank), width, rank),
            Starts.gaussian(manager, random.split(), deviation, rank, width)),
        bias);
  }

  /** {@code [n, d]} of the same. */
  NDArray apply(NDArray x0, NDArray x) {
    NDArray inner = x;
    if (weights.size() == 2) {
      inner = Linear.linear(x, weights.get(1), null).head();
    }
    return x0.mul(Linear.linear(inner, weights.get(0), bias).head()).add(x);
  }

  /** The matrix on the heap. */
  Product product() {
    int width = (int) bias.getShape().get(0);
    float[] first = weights.get(0).toFloatArray();
    if (weights.size() == 1) {
      return Product.full(width, width, first);
    }
    int rank = (int) weights.get(1).getShape().get(0);
    return new Product(width, width, rank, first, weights.get(1).toFloatArray());
  }
}
