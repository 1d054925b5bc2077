package org.llmrec.rank;

/**
 * The objective of {@link UserFoldIn} with its derivatives:
 *
 * <pre>sum softplus(-u.p) + sum w_j softplus(u.n_j) + lambda/2 |u - m|^2</pre>
 *
 * The arrays are shared and never written.
 */
final class FoldInProblem {
  private final double[] prior;
  private final double lambda;
  private final double[] positives;
  private final double[] negatives;
  private final double[] weights;

  /**
   * Takes the parts as they are.
   *
   * @param prior {@code [D]}
   * @param positives {@code [P, D]}, each with weight 1
   * @param negatives {@code [N, D]}
   * @param weights {@code [N]}, 0 for one that does not count
   */
  FoldInProblem(
      double[] prior, double lambda, double[] positives, double[] negatives, double[] weights) {
    this.prior = prior;
    this.lambda = lambda;
    this.positives = positives;
    this.negatives = negatives;
    this.weights = weights;
  }

  static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  double[] start() {
    return prior.clone();
  }

  /** How much there is to add up, by which a gradient counts as small or not. */
  double totalWeight() {
    double sum = lambda + (double) positives.length / prior.length;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  double value(double[] u) {
    int dims = prior.length;
    double sum = 0;
    for (int r = 0; r < positives.length; r += dims) {
      sum += softplus(-dot(u, positives, r));
    }
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] > 0) {
        sum += weights[j] * softplus(dot(u, negatives, j * dims));
      }
    }
    double distance = 0;
    for (int d = 0; d < dims; d++) {
      distance += (u[d] - prior[d]) * (u[d] - prior[d]);
    }
    return sum + lambda / 2 * distance;
  }

  /**
   * First and second derivative.
   *
   * @param gradient {@code [D]}, overwritten
   * @param hessian {@code [D, D]}, overwritten; only its upper triangle means something
   */
  void derivatives(double[] u, double[] gradient, double[] hessian) {
    int dims = prior.length;
    RankFour curvature = new RankFour(dims, hessian);
    for (int d = 0; d < dims; d++) {
      gradient[d] = lambda * (u[d] - prior[d]);
      hessian[d * dims + d] = lambda;
    }
    for (int r = 0; r < positives.length; r += dims) {
      double p = sigmoid(-dot(u, positives, r));
      addScaled(gradient, positives, r, -p);
      curvature.add(positives, r, p * (1 - p));
    }
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] > 0) {
        double p = sigmoid(dot(u, negatives, j * dims));
        addScaled(gradient, negatives, j * dims, weights[j] * p);
        curvature.add(negatives, j * dims, weights[j] * p * (1 - p));
      }
    }
    curvature.flush();
  }

  // StrictMath, not Math: the same bits on every machine.

  private static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  private static double sigmoid(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  private static double dot(double[] u, double[] rows, int start) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int d = 0;
    for (; d + 3 < u.length; d += 4) {
      s0 += u[d] * rows[start + d];
      s1 += u[d + 1] * rows[start + d + 1];
      s2 += u[d + 2] * rows[start + d + 2];
      s3 += u[d + 3] * rows[start + d + 3];
    }
    double sum = (s0 + s1) + (s2 + s3);
    for (; d < u.length; d++) {
      sum += u[d] * rows[start + d];
    }
    return sum;
  }

  private static void addScaled(double[] target, double[] rows, int start, double scale) {
    for (int d = 0; d < target.length; d++) {
      target[d] += scale * rows[start + d];
    }
  }
}
