package org.llmrec.train.interaction;

import org.llmrec.core.vector.Vectors;

/**
 * What {@link ExpertTexts} does with one kind of text, on the heap. The experts stand side by side,
 * {@code E} of them, {@code H} hidden numbers each.
 *
 * @param first {@code [E * H, fieldDims]}
 * @param firstBias {@code [E * H]}
 * @param second {@code [dims, E * H]}
 * @param secondBias {@code [E, dims]}
 * @param gate {@code [E, fieldDims]}
 * @param gateBias {@code [E]}
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record ExpertWeights(
    Knowledge.Experts how,
    float[] first,
    float[] firstBias,
    float[] second,
    float[] secondBias,
    float[] gate,
    float[] gateBias) {

  /** {@code [dims]} of a text {@code [fieldDims]}. */
  float[] apply(float[] text) {
    double[] shares = gate(text);
    float[] weighed = new float[firstBias.length];
    for (int h = 0; h < weighed.length; h++) {
      float hidden = Math.max(0, firstBias[h] + Vectors.dot(text, first, h * text.length));
      weighed[h] = (float) (hidden * shares[h / how.hidden()]);
    }
    float[] out = new float[how.dims()];
    for (int d = 0; d < out.length; d++) {
      double sum = Vectors.dot(weighed, second, d * weighed.length);
      for (int e = 0; e < shares.length; e++) {
        sum += shares[e] * secondBias[e * out.length + d];
      }
      out[d] = (float) sum;
    }
    return out;
  }

  /** The experts' shares, {@code [E]}: they sum to 1. */
  double[] gate(float[] text) {
    double[] shares = new double[gateBias.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int e = 0; e < shares.length; e++) {
      shares[e] = gateBias[e] + Vectors.dot(text, gate, e * text.length);
      highest = Math.max(highest, shares[e]);
    }
    double sum = 0;
    for (int e = 0; e < shares.length; e++) {
      shares[e] = Math.exp(shares[e] - highest);
      sum += shares[e];
    }
    for (int e = 0; e < shares.length; e++) {
      shares[e] /= sum;
    }
    return shares;
  }
}
