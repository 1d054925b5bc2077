package org.llmrec.rank.list;

import java.util.Arrays;
import java.util.Map;
import org.llmrec.rank.tensor.Tensor;

/**
 * A network with one hidden layer and a way around it: {@code s(x) = v x + w relu(W x + b)}. What a
 * single weighted sum can do it does by {@code v}; the hidden units say for whom it should be
 * another. Immutable and thread-safe; the arrays are not copied and not to be changed.
 *
 * @param direct {@code v}, {@code [features]}
 * @param weight {@code W}, {@code [hidden, features]}
 * @param bias {@code b}, {@code [hidden]}
 * @param out {@code w}, {@code [hidden]}
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record ListNetwork(float[] direct, float[] weight, float[] bias, float[] out) {
  static final String DIRECT = "direct";
  static final String WEIGHT = "weight";
  static final String BIAS = "bias";
  static final String OUT = "out";

  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException if not
   */
  public ListNetwork {
    boolean fits =
        direct.length > 0
            && bias.length == out.length
            && weight.length == direct.length * out.length;
    if (!fits) {
      throw new IllegalArgumentException(
          "expected a network of features and hidden units, found "
              + direct.length
              + " direct weights, "
              + weight.length
              + " others, "
              + bias.length
              + " biases and "
              + out.length
              + " outputs");
    }
  }

  /** How many features it takes. */
  public int features() {
    return direct.length;
  }

  /**
   * Adds the scores of candidates.
   *
   * @param features {@code [features][n or more]}
   * @param n how many candidates
   * @param scores {@code [n or more]}, to which they are added
   * @param hidden {@code [n or more]}, overwritten
   */
  public void add(float[][] features, int n, float[] scores, float[] hidden) {
    for (int f = 0; f < direct.length; f++) {
      addScaled(scores, features[f], direct[f], n);
    }
    for (int h = 0; h < out.length; h++) {
      Arrays.fill(hidden, 0, n, bias[h]);
      for (int f = 0; f < direct.length; f++) {
        addScaled(hidden, features[f], weight[h * direct.length + f], n);
      }
      for (int i = 0; i < n; i++) {
        scores[i] += out[h] * Math.max(0, hidden[i]);
      }
    }
  }

  /**
   * The same with memory of its own.
   *
   * @param features {@code [features][scores.length]}
   */
  public void add(float[][] features, float[] scores) {
    add(features, scores.length, scores, new float[scores.length]);
  }

  /** The score of one candidate. */
  double score(double[] features) {
    double score = 0;
    for (int f = 0; f < direct.length; f++) {
      score += direct[f] * features[f];
    }
    for (int h = 0; h < out.length; h++) {
      score += out[h] * Math.max(0, before(h, features));
    }
    return score;
  }

  private double before(int h, double[] features) {
    double sum = bias[h];
    for (int f = 0; f < direct.length; f++) {
      sum += weight[h * direct.length + f] * features[f];
    }
    return sum;
  }

  /**
   * Adds the gradient of the score, averaged over the straight way from one point to another.
   *
   * @param sums {@code [features]}, to which it is added
   */
  void addMeanGradient(double[] from, double[] to, double[] sums) {
    for (int f = 0; f < direct.length; f++) {
      sums[f] += direct[f];
    }
    for (int h = 0; h < out.length; h++) {
      double open = open(before(h, from), before(h, to));
      for (int f = 0; f < direct.length; f++) {
        sums[f] += out[h] * open * weight[h * direct.length + f];
      }
    }
  }

  /** The share of the way from one number to another that lies above 0. */
  private static double open(double from, double to) {
    if (from > 0 && to > 0) {
      return 1;
    }
    double above = Math.max(0, Math.max(from, to));
    return above == 0 ? 0 : above / Math.abs(to - from);
  }

  private static void addScaled(float[] target, float[] source, float scale, int n) {
    for (int i = 0; i < n; i++) {
      target[i] += scale * source[i];
    }
  }

  /**
   * The same network for features as they are, of one for standardised ones {@code (x - mean) /
   * deviation}. Scores change by the same number for all, which no ranking shows.
   */
  public ListNetwork unstandardised(float[] mean, float[] deviation) {
    int features = direct.length;
    float[] newDirect = new float[features];
    float[] newWeight = new float[weight.length];
    float[] newBias = bias.clone();
    for (int f = 0; f < features; f++) {
      newDirect[f] = direct[f] / deviation[f];
      for (int h = 0; h < out.length; h++) {
        float scaled = weight[h * features + f] / deviation[f];
        newWeight[h * features + f] = scaled;
        newBias[h] -= scaled * mean[f];
      }
    }
    return new ListNetwork(newDirect, newWeight, newBias, out);
  }

  /** The weights by name, as {@link #read} takes them. */
  public Map<String, Tensor> tensors() {
    return Map.of(
        DIRECT, Tensor.Floats.vector(direct),
        WEIGHT, Tensor.Floats.matrix(out.length, direct.length, weight),
        BIAS, Tensor.Floats.vector(bias),
        OUT, Tensor.Floats.vector(out));
  }

  /**
   * The network of these weights.
   *
   * @param prefix of their names
   * @throws IllegalArgumentException if one is absent, or they do not fit together
   */
  public static ListNetwork read(Map<String, Tensor> tensors, String prefix) {
    return new ListNetwork(
        floats(tensors, prefix + DIRECT),
        floats(tensors, prefix + WEIGHT),
        floats(tensors, prefix + BIAS),
        floats(tensors, prefix + OUT));
  }

  private static float[] floats(Map<String, Tensor> tensors, String name) {
    if (tensors.get(name) instanceof Tensor.Floats floats) {
      return floats.values();
    }
    throw new IllegalArgumentException(
        "expected tensor " + name + " of numbers, found " + tensors.get(name));
  }
}
