package org.llmrec.train.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Adam (arXiv 1412.6980) with its published constants; L2 enters the gradient. The engine's own
 * optimizer would do, but never frees its moments: here they belong to the network's manager.
 */
public final class Adam {
  static final float BETA1 = 0.9f;
  static final float BETA2 = 0.999f;
  static final float EPSILON = 1e-8f;

  private final List<NDArray> parameters;
  private final ToDoubleFunction<NDArray> decay;
  private final List<NDArray> first = new ArrayList<>();
  private final List<NDArray> second = new ArrayList<>();
  private int steps;

  /**
   * Of parameters with gradients.
   *
   * @param decay the L2 of each
   */
  public Adam(List<NDArray> parameters, ToDoubleFunction<NDArray> decay) {
    this(parameters, decay, Moments.none());
  }

  /** Goes on with what another one remembered of such parameters. */
  Adam(List<NDArray> parameters, ToDoubleFunction<NDArray> decay, Moments moments) {
    this.parameters = List.copyOf(parameters);
    this.decay = decay;
    this.steps = moments.steps();
    for (int p = 0; p < parameters.size(); p++) {
      first.add(restored(parameters.get(p), moments.first(), p));
      second.add(restored(parameters.get(p), moments.second(), p));
    }
  }

  private static NDArray restored(NDArray parameter, List<float[]> values, int p) {
    return values.isEmpty()
        ? parameter.zerosLike()
        : parameter.getManager().create(values.get(p), parameter.getShape());
  }

  /** What it remembers, on the heap. */
  Moments moments() {
    return new Moments(
        first.stream().map(NDArray::toFloatArray).toList(),
        second.stream().map(NDArray::toFloatArray).toList(),
        steps);
  }

  /**
   * Moves every parameter along its gradient, and clears the gradient.
   *
   * @return the rate with the correction of this step
   */
  public double step(double rate) {
    steps++;
    double corrected = rate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
    for (int p = 0; p < parameters.size(); p++) {
      NDArray parameter = parameters.get(p);
      try (NDArray gradient = parameter.getGradient()) {
        parameter
            .getNDArrayInternal()
            .adamUpdate(
                new NDList(parameter, gradient, first.get(p), second.get(p)),
                new NDList(parameter),
                (float) rate,
                (float) corrected,
                (float) decay.applyAsDouble(parameter),
                1f,
                -1f,
                BETA1,
                BETA2,
                EPSILON,
                true,
                false);
        gradient.subi(gradient);
      }
    }
    return corrected;
  }
}
