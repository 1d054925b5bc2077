package org.llmrec.train.factor;

import org.llmrec.core.vector.Vectors;

/**
 * AlphaRec's two layers on the heap.
 *
 * @param weight0 {@code [hidden, width]}
 * @param bias0 {@code [hidden]}
 * @param weight1 {@code [dims, hidden]}
 * @param bias1 {@code [dims]}
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record AlphaRecWeights(float[] weight0, float[] bias0, float[] weight1, float[] bias1) {
  /** {@code [dims]} of {@code [width]}. */
  float[] apply(float[] text) {
    float[] hidden = layer(text, weight0, bias0);
    for (int h = 0; h < hidden.length; h++) {
      hidden[h] = hidden[h] >= 0 ? hidden[h] : AlphaRecNetwork.SLOPE * hidden[h];
    }
    return layer(hidden, weight1, bias1);
  }

  private static float[] layer(float[] in, float[] weight, float[] bias) {
    float[] out = new float[bias.length];
    for (int o = 0; o < out.length; o++) {
      out[o] = bias[o] + Vectors.dot(in, weight, o * in.length);
    }
    return out;
  }
}
