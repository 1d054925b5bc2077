package org.llmrec.train.interaction;

/** The network and the experts as the papers write them, in double precision and plain loops. */
final class NaiveCross {
  private NaiveCross() {}

  /** DCN V2, section 3.2: {@code x0 * (W x + b) + x}. */
  static double[] layer(double[] x0, double[] x, double[] weight, double[] bias) {
    double[] out = affine(x, weight, bias);
    for (int d = 0; d < out.length; d++) {
      out[d] = x0[d] * out[d] + x[d];
    }
    return out;
  }

  static double[] affine(double[] x, double[] weight, double[] bias) {
    double[] out = bias.clone();
    for (int o = 0; o < out.length; o++) {
      for (int d = 0; d < x.length; d++) {
        out[o] += weight[o * x.length + d] * x[d];
      }
    }
    return out;
  }

  static double logit(CrossWeights weights, double[] x0) {
    double[] x = x0;
    for (int l = 0; l < weights.cross().size(); l++) {
      x = layer(x0, x, dense(weights.cross().get(l)), doubles(weights.crossBias().get(l)));
    }
    double[] h = weights.stacked() ? x : x0;
    for (int l = 0; l < weights.deep().size(); l++) {
      h = relu(affine(h, dense(weights.deep().get(l)), doubles(weights.deepBias().get(l))));
    }
    double sum = weights.headBias();
    int at = 0;
    if (weights.deep().isEmpty() || !weights.stacked()) {
      for (double value : x) {
        sum += weights.head()[at++] * value;
      }
    }
    if (!weights.deep().isEmpty()) {
      for (double value : h) {
        sum += weights.head()[at++] * value;
      }
    }
    return sum;
  }

  /** KAR: gates over experts, each by itself. */
  static double[] experts(ExpertWeights weights, double[] text) {
    int experts = weights.how().each();
    int hidden = weights.how().hidden();
    int dims = weights.how().dims();
    double[] gate = affine(text, doubles(weights.gate()), doubles(weights.gateBias()));
    double total = 0;
    for (int e = 0; e < experts; e++) {
      gate[e] = Math.exp(gate[e]);
      total += gate[e];
    }
    double[] out = new double[dims];
    for (int e = 0; e < experts; e++) {
      for (int d = 0; d < dims; d++) {
        double value = weights.secondBias()[e * dims + d];
        for (int h = 0; h < hidden; h++) {
          int own = e * hidden + h;
          double before = weights.firstBias()[own];
          for (int i = 0; i < text.length; i++) {
            before += weights.first()[own * text.length + i] * text[i];
          }
          value += weights.second()[d * experts * hidden + own] * Math.max(0, before);
        }
        out[d] += gate[e] / total * value;
      }
    }
    return out;
  }

  private static double[] relu(double[] values) {
    double[] out = values.clone();
    for (int d = 0; d < out.length; d++) {
      out[d] = Math.max(0, out[d]);
    }
    return out;
  }

  /** {@code W}, of {@code U V} where it comes so. */
  static double[] dense(Product product) {
    if (product.rank() == 0) {
      return doubles(product.up());
    }
    double[] dense = new double[product.out() * product.in()];
    for (int o = 0; o < product.out(); o++) {
      for (int r = 0; r < product.rank(); r++) {
        for (int i = 0; i < product.in(); i++) {
          dense[o * product.in() + i] +=
              (double) product.up()[o * product.rank() + r] * product.down()[r * product.in() + i];
        }
      }
    }
    return dense;
  }

  static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
