package org.llmrec.rank.mlp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.rank.Dense;
import org.llmrec.rank.tensor.Tensor;

/**
 * A perceptron with one number as output: fully connected layers, ReLU after each but the last.
 *
 * <p>{@link #forward} and {@link #gradient} are the reference and are written to be read; sums are
 * in 64-bit floats, what passes between layers in 32-bit. {@link SplitMlp} is the fast way. NaN or
 * infinity in the input gives a score that means nothing. Immutable and thread-safe.
 */
public final class Mlp {
  private final List<Dense> layers;

  /**
   * From trained weights. The arrays are not copied: the caller stops writing to them.
   *
   * @param layers from the input to the output, one at least; the last has one output
   * @throws IllegalArgumentException if the widths do not fit together or a number is not finite
   */
  public Mlp(List<Dense> layers) {
    this.layers = List.copyOf(layers);
    MlpChecks.check(this.layers);
  }

  /**
   * From named tensors: {@code PREFIX.0.weight} {@code [out, in]}, {@code PREFIX.0.bias} {@code
   * [out]}, {@code PREFIX.1.weight} and so on. Tensors of other names are left alone.
   *
   * @throws IllegalArgumentException if one is missing, is no floats, or does not fit
   */
  public static Mlp of(Map<String, ? extends Tensor> tensors, String prefix) {
    List<Dense> layers = new ArrayList<>();
    for (int n = 0; n == 0 || tensors.containsKey(weight(prefix, n)); n++) {
      layers.add(
          new Dense(
              MlpChecks.floats(tensors, weight(prefix, n)),
              MlpChecks.floats(tensors, bias(prefix, n))));
    }
    return new Mlp(layers);
  }

  /** The weights under the names that {@link #of} reads; the arrays are not copied. */
  public Map<String, Tensor> tensors(String prefix) {
    Map<String, Tensor> tensors = new TreeMap<>();
    for (int n = 0; n < layers.size(); n++) {
      tensors.put(weight(prefix, n), layers.get(n).weight());
      tensors.put(bias(prefix, n), layers.get(n).bias());
    }
    return tensors;
  }

  /** From the input to the output. */
  public List<Dense> layers() {
    return layers;
  }

  /** How many numbers it takes. */
  public int in() {
    return layers.getFirst().in();
  }

  /** The widths between the layers; none for a linear model. */
  public List<Integer> hidden() {
    return layers.subList(0, layers.size() - 1).stream().map(Dense::out).toList();
  }

  /**
   * The score of one input.
   *
   * @param input {@code [in]}; not changed
   * @throws IllegalArgumentException if it has another width
   */
  public float forward(float[] input) {
    return activations(input).getLast()[0];
  }

  /**
   * How the score changes with each number of the input. Where a unit is exactly at its bend, as if
   * it were off.
   *
   * @param input {@code [in]}; not changed
   * @return {@code [in]}, fresh
   * @throws IllegalArgumentException if it has another width
   */
  public float[] gradient(float[] input) {
    List<float[]> activations = activations(input);
    float[] above = {1};
    for (int n = layers.size() - 1; n >= 0; n--) {
      Dense layer = layers.get(n);
      double[] sums = new double[layer.in()];
      for (int o = 0; o < above.length; o++) {
        for (int i = 0; i < sums.length; i++) {
          sums[i] += (double) above[o] * layer.weight().values()[o * sums.length + i];
        }
      }
      above = new float[sums.length];
      for (int i = 0; i < sums.length; i++) {
        boolean off = n > 0 && activations.get(n)[i] <= 0;
        above[i] = off ? 0 : (float) sums[i];
      }
    }
    return above;
  }

  /** The input of each layer, then the output. */
  private List<float[]> activations(float[] input) {
    MlpChecks.width("numbers of input", in(), input.length);
    List<float[]> all = new ArrayList<>();
    float[] x = input;
    all.add(x);
    for (Dense layer : layers) {
      float[] y = new float[layer.out()];
      for (int o = 0; o < y.length; o++) {
        double sum = layer.bias().values()[o];
        for (int i = 0; i < x.length; i++) {
          sum += (double) layer.weight().values()[o * x.length + i] * x[i];
        }
        y[o] = layer == layers.getLast() ? (float) sum : Math.max(0, (float) sum);
      }
      x = y;
      all.add(x);
    }
    return all;
  }

  private static String weight(String prefix, int layer) {
    return prefix + "." + layer + ".weight";
  }

  private static String bias(String prefix, int layer) {
    return prefix + "." + layer + ".bias";
  }
}
