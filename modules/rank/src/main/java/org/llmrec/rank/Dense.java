package org.llmrec.rank;

import org.llmrec.rank.tensor.Tensor;

/**
 * One fully connected layer: {@code y = W x + b}.
 *
 * @param weight {@code [out, in]}, row-major
 * @param bias {@code [out]}
 */
public record Dense(Tensor.Floats weight, Tensor.Floats bias) {

  /**
   * Checks that the shapes fit together.
   *
   * @throws IllegalArgumentException if they do not
   */
  public Dense {
    if (weight.shape().size() != 2
        || bias.shape().size() != 1
        || !weight.shape().get(0).equals(bias.shape().get(0))
        || weight.size() == 0) {
      throw new IllegalArgumentException(
          "expected a weight [out, in] and a bias [out], found " + weight + " and " + bias);
    }
  }

  /** From plain arrays, row-major. */
  public static Dense of(int in, int out, float[] weight, float[] bias) {
    return new Dense(Tensor.Floats.matrix(out, in, weight), Tensor.Floats.vector(bias));
  }

  /** The width of its input. */
  public int in() {
    return weight.shape().get(1);
  }

  /** The width of its output. */
  public int out() {
    return weight.shape().get(0);
  }

  /**
   * The weight with input and output exchanged, {@code [in, out]}: the order in which the forward
   * pass can run over outputs side by side.
   */
  float[] transposed() {
    int in = in();
    int out = out();
    float[] source = weight.values();
    float[] target = new float[source.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        target[i * out + o] = source[o * in + i];
      }
    }
    return target;
  }
}
