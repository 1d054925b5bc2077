package org.llmrec.rank.list;

import java.util.Arrays;
import org.llmrec.core.vector.Vectors;

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
  /**
   * Adds the scores of all items.
   *
   * @param features {@code [features][items]}
   * @param scores {@code [items]}, to which they are added
   */
  public void add(float[][] features, float[] scores) {
    int n = scores.length;
    for (int f = 0; f < direct.length; f++) {
      Vectors.addScaled(scores, features[f], direct[f]);
    }
    float[] hidden = new float[n];
    for (int h = 0; h < out.length; h++) {
      Arrays.fill(hidden, bias[h]);
      for (int f = 0; f < direct.length; f++) {
        Vectors.addScaled(hidden, features[f], weight[h * direct.length + f]);
      }
      for (int i = 0; i < n; i++) {
        scores[i] += out[h] * Math.max(0, hidden[i]);
      }
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
}
