package org.llmrec.bench.ranker;

import org.llmrec.rank.Dense;
import org.llmrec.rank.mlp.Mlp;

/** As one would write it first: an array per layer and document, a row of weights at a time. */
record Naive(Mlp mlp) {

  float score(float[] user, float[] items, int ordinal) {
    float[] x = new float[mlp.in()];
    int width = x.length - user.length;
    System.arraycopy(user, 0, x, 0, user.length);
    System.arraycopy(items, ordinal * width, x, user.length, width);
    for (Dense layer : mlp.layers()) {
      float[] weight = layer.weight().values();
      float[] bias = layer.bias().values();
      float[] y = new float[bias.length];
      for (int o = 0; o < y.length; o++) {
        float sum = bias[o];
        for (int i = 0; i < x.length; i++) {
          sum += weight[o * x.length + i] * x[i];
        }
        y[o] = y.length == 1 ? sum : Math.max(0, sum);
      }
      x = y;
    }
    return x[0];
  }
}
