package org.llmrec.rank.list;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.rank.tensor.Tensor;
import org.llmrec.rank.tree.TreeTensors;

/**
 * A network with one hidden layer and a way around it: {@code s(x) = v x + w relu(W x + b)}. What a
 * single weighted sum can do it does by {@code v}; the hidden units say for whom it should be
 * another. With trees, the leaves that {@code x} lands in are inputs too; see {@link LeafRows}. A
 * feature that is NaN is missing, and has a value that was learnt instead. Immutable and
 * thread-safe; the arrays are not copied and not to be changed.
 *
 * @param direct {@code v}, {@code [features]}
 * @param weight {@code W}, {@code [hidden, features]}
 * @param bias {@code b}, {@code [hidden]}
 * @param out {@code w}, {@code [hidden]}
 * @param missing by feature what to take for NaN, {@code [features]}; empty where none ever is NaN
 * @param leaves what leaves of trees add, in rows of {@code 1 + hidden}; empty without trees
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record ListNetwork(
    float[] direct,
    float[] weight,
    float[] bias,
    float[] out,
    float[] missing,
    Optional<LeafRows> leaves) {
  static final String DIRECT = "direct";
  static final String WEIGHT = "weight";
  static final String BIAS = "bias";
  static final String OUT = "out";
  static final String MISSING = "missing";
  static final String LEAVES = "leaf-rows";
  static final String TREES = "trees.";

  private static final float[] NONE = new float[0];

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
    if (missing.length != 0 && missing.length != direct.length) {
      throw new IllegalArgumentException(
          "expected a value for each of "
              + direct.length
              + " features where it is missing, or none, found "
              + missing.length);
    }
    boolean treesFit =
        leaves.stream()
            .allMatch(
                rows -> rows.trees().features() == direct.length && rows.width() == 1 + out.length);
    if (!treesFit) {
      throw new IllegalArgumentException(
          "expected trees over "
              + direct.length
              + " features with rows of "
              + (1 + out.length)
              + " numbers, found "
              + leaves);
    }
  }

  /**
   * Without trees, for features that are never missing.
   *
   * @throws IllegalArgumentException if the parts do not fit together
   */
  public ListNetwork(float[] direct, float[] weight, float[] bias, float[] out) {
    this(direct, weight, bias, out, NONE, Optional.empty());
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
   */
  void add(float[][] features, int n, float[] scores, Memory memory) {
    float[] sums = leaves.isPresent() ? leaves.get().sums(features, n, memory) : NONE;
    add(missing.length == 0 ? features : filled(features, n, memory), sums, n, scores, memory);
  }

  private float[][] filled(float[][] features, int n, Memory memory) {
    float[][] filled = memory.filled(missing.length, n);
    for (int f = 0; f < missing.length; f++) {
      for (int i = 0; i < n; i++) {
        float value = features[f][i];
        filled[f][i] = Float.isNaN(value) ? missing[f] : value;
      }
    }
    return filled;
  }

  private void add(float[][] features, float[] sums, int n, float[] scores, Memory memory) {
    int width = 1 + out.length;
    for (int f = 0; f < direct.length; f++) {
      addScaled(scores, features[f], direct[f], n);
    }
    addColumn(sums, 0, width, scores, n);
    float[] hidden = memory.hidden(n);
    for (int h = 0; h < out.length; h++) {
      Arrays.fill(hidden, 0, n, bias[h]);
      for (int f = 0; f < direct.length; f++) {
        addScaled(hidden, features[f], weight[h * direct.length + f], n);
      }
      addColumn(sums, 1 + h, width, hidden, n);
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
    add(features, scores.length, scores, new Memory());
  }

  /**
   * What it makes a score of: the features, none of them missing any more, and with trees the sum
   * of the rows of leaves. The score has no jump in these, which it has in the features alone.
   */
  double[] inputs(float[] features) {
    double[] sums = leaves.map(rows -> rows.sums(features)).orElseGet(() -> new double[0]);
    double[] inputs = new double[direct.length + sums.length];
    for (int f = 0; f < direct.length; f++) {
      boolean absent = missing.length > 0 && Float.isNaN(features[f]);
      inputs[f] = absent ? missing[f] : features[f];
    }
    System.arraycopy(sums, 0, inputs, direct.length, sums.length);
    return inputs;
  }

  /**
   * The score of one candidate.
   *
   * @param inputs as {@link #inputs} gives them
   */
  double score(double[] inputs) {
    double score = leaves.isPresent() ? inputs[direct.length] : 0;
    for (int f = 0; f < direct.length; f++) {
      score += direct[f] * inputs[f];
    }
    for (int h = 0; h < out.length; h++) {
      score += out[h] * Math.max(0, before(h, inputs));
    }
    return score;
  }

  private double before(int h, double[] inputs) {
    double sum = bias[h] + (leaves.isPresent() ? inputs[direct.length + 1 + h] : 0);
    for (int f = 0; f < direct.length; f++) {
      sum += weight[h * direct.length + f] * inputs[f];
    }
    return sum;
  }

  /** The gradient of the score by the inputs, averaged over the straight way between two points. */
  double[] meanGradient(double[] from, double[] to) {
    double[] gradient = new double[from.length];
    for (int f = 0; f < direct.length; f++) {
      gradient[f] = direct[f];
    }
    if (leaves.isPresent()) {
      gradient[direct.length] = 1;
    }
    for (int h = 0; h < out.length; h++) {
      double open = open(before(h, from), before(h, to));
      for (int f = 0; f < direct.length; f++) {
        gradient[f] += out[h] * open * weight[h * direct.length + f];
      }
      if (leaves.isPresent()) {
        gradient[direct.length + 1 + h] = out[h] * open;
      }
    }
    return gradient;
  }

  /** The share of the way from one number to another that lies above 0. */
  private static double open(double from, double to) {
    if (from > 0 && to > 0) {
      return 1;
    }
    double above = Math.max(0, Math.max(from, to));
    return above == 0 ? 0 : above / Math.abs(to - from);
  }

  private static void addColumn(float[] rows, int column, int width, float[] target, int n) {
    for (int i = 0, at = column; at < rows.length && i < n; i++, at += width) {
      target[i] += rows[at];
    }
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
    float[] newMissing = missing.clone();
    for (int f = 0; f < missing.length; f++) {
      newMissing[f] = missing[f] * deviation[f] + mean[f];
    }
    for (int f = 0; f < features; f++) {
      newDirect[f] = direct[f] / deviation[f];
      for (int h = 0; h < out.length; h++) {
        float scaled = weight[h * features + f] / deviation[f];
        newWeight[h * features + f] = scaled;
        newBias[h] -= scaled * mean[f];
      }
    }
    return new ListNetwork(newDirect, newWeight, newBias, out, newMissing, leaves);
  }

  /** The weights by name, as {@link #read} takes them. */
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put(DIRECT, Tensor.Floats.vector(direct));
    tensors.put(WEIGHT, Tensor.Floats.matrix(out.length, direct.length, weight));
    tensors.put(BIAS, Tensor.Floats.vector(bias));
    tensors.put(OUT, Tensor.Floats.vector(out));
    if (missing.length > 0) {
      tensors.put(MISSING, Tensor.Floats.vector(missing));
    }
    leaves.ifPresent(
        rows -> {
          tensors.putAll(TreeTensors.of(rows.trees(), TREES));
          int count = rows.trees().leafCount();
          tensors.put(LEAVES, Tensor.Floats.matrix(count, rows.width(), rows.rows()));
        });
    return tensors;
  }

  /**
   * The network of these weights, with trees and values for missing features where there are some.
   *
   * @param prefix of their names
   * @throws IllegalArgumentException if one is absent, or they do not fit together
   */
  public static ListNetwork read(Map<String, Tensor> tensors, String prefix) {
    float[] out = floats(tensors, prefix + OUT);
    Optional<LeafRows> leaves =
        tensors.containsKey(prefix + LEAVES)
            ? Optional.of(
                new LeafRows(
                    TreeTensors.read(tensors, prefix + TREES),
                    1 + out.length,
                    floats(tensors, prefix + LEAVES)))
            : Optional.empty();
    return new ListNetwork(
        floats(tensors, prefix + DIRECT),
        floats(tensors, prefix + WEIGHT),
        floats(tensors, prefix + BIAS),
        out,
        tensors.containsKey(prefix + MISSING) ? floats(tensors, prefix + MISSING) : NONE,
        leaves);
  }

  private static float[] floats(Map<String, Tensor> tensors, String name) {
    if (tensors.get(name) instanceof Tensor.Floats floats) {
      return floats.values();
    }
    throw new IllegalArgumentException(
        "expected tensor " + name + " of numbers, found " + tensors.get(name));
  }
}
