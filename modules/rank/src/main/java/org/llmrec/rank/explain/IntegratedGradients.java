package org.llmrec.rank.explain;

import java.util.List;
import org.llmrec.rank.Dense;
import org.llmrec.rank.mlp.Mlp;

/**
 * Integrated gradients (Sundararajan, Taly and Yan, "Axiomatic attribution for deep networks", ICML
 * 2017, §3): the contribution of input i is {@code (x_i - b_i)} times the mean of the score's
 * derivative by it on the straight line from the baseline b to the input x.
 *
 * <p>Exact, not by steps: on a line a network of ReLUs is made of straight pieces, so its bends are
 * looked up layer by layer and each piece counts with its length. In 64-bit floats the
 * contributions add up to the difference of the scores but for rounding, which is far below a
 * thousandth for scores of ordinary size. Takes some hundred pieces for a network of a few hundred
 * units, each as dear as the layers behind the first, forth and back. Stateless, hence thread-safe.
 */
public final class IntegratedGradients {
  private IntegratedGradients() {}

  /**
   * Splits the score of an input.
   *
   * @param input {@code [in]}, finite
   * @param baseline {@code [in]}, finite: what "nothing known" is for this network, such as its
   *     training mean
   * @throws IllegalArgumentException if one of them has another width or is not finite
   */
  public static Attribution of(Mlp mlp, float[] input, float[] baseline) {
    check("the input", mlp, input);
    check("the baseline", mlp, baseline);
    List<Dense> layers = mlp.layers();
    LinePieces line = LinePieces.of(layers, input, baseline);
    double[] slopes = line.meanSlopes();
    Dense first = layers.getFirst();
    double[] contributions = new double[input.length];
    for (int i = 0; i < input.length; i++) {
      double mean = 0;
      for (int o = 0; o < slopes.length; o++) {
        mean += slopes[o] * first.weight().values()[o * input.length + i];
      }
      contributions[i] = mean * ((double) input[i] - baseline[i]);
    }
    return new Attribution(mlp.forward(input), mlp.forward(baseline), contributions);
  }

  private static void check(String what, Mlp mlp, float[] numbers) {
    if (numbers.length != mlp.in()) {
      throw new IllegalArgumentException(
          "expected " + mlp.in() + " numbers for " + what + ", found " + numbers.length);
    }
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException(what + " must be finite, found " + number);
      }
    }
  }
}
