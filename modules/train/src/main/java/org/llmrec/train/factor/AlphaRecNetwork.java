package org.llmrec.train.factor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.train.internal.Starts;

/** AlphaRec's two layers in the engine, the only thing of it that is learnt. */
final class AlphaRecNetwork {
  /** The slope of LeakyReLU below 0, as PyTorch has it unless told. */
  static final float SLOPE = 0.01f;

  private final NDArray weight0;
  private final NDArray bias0;
  private final NDArray weight1;
  private final NDArray bias1;

  AlphaRecNetwork(NDManager manager, int width, int hidden, int dims, SplittableRandom random) {
    this.weight0 = Starts.uniform(manager, random, width, hidden, width);
    this.bias0 = Starts.uniform(manager, random, width, hidden);
    this.weight1 = Starts.uniform(manager, random, hidden, dims, hidden);
    this.bias1 = Starts.uniform(manager, random, hidden, dims);
    parameters().forEach(parameter -> parameter.setRequiresGradient(true));
  }

  List<NDArray> parameters() {
    return List.of(weight0, bias0, weight1, bias1);
  }

  /** {@code [rows, dims]} of {@code [rows, width]}. */
  NDArray apply(NDArray texts) {
    NDArray hidden = Activation.leakyRelu(Linear.linear(texts, weight0, bias0).head(), SLOPE);
    return Linear.linear(hidden, weight1, bias1).head();
  }

  AlphaRecWeights weights() {
    return new AlphaRecWeights(
        weight0.toFloatArray(), bias0.toFloatArray(), weight1.toFloatArray(), bias1.toFloatArray());
  }
}
