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

  /**
   * The objective around one place.
   *
   * @param u the place, {@code [D]}
   * @param value the objective there
   * @param gradient its first derivative, {@code [D]}
   * @param curvature what each row adds to the second derivative, {@code [P + N]}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Point(double[] u, double value, double[] gradient, double[] curvature) {}

  /** Value and first derivative, in one pass over the rows. */
  Point at(double[] u) {
    int dims = prior.length;
    int liked = positives.length / dims;
    double[] gradient = new double[dims];
    double[] curvature = new double[liked + weights.length];
    double distance = 0;
    for (int d = 0; d < dims; d++) {
      gradient[d] = lambda * (u[d] - prior[d]);
      distance += (u[d] - prior[d]) * (u[d] - prior[d]);
    }
    double value = lambda / 2 * distance;
    for (int i = 0; i < liked; i++) {
      double logit = -dot(u, positives, i * dims);
      double e = StrictMath.exp(-Math.abs(logit));
      double p = sigmoid(logit, e);
      value += softplus(logit, e);
      addScaled(gradient, positives, i * dims, -p);
      curvature[i] = p * (1 - p);
    }
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] > 0) {
        double logit = dot(u, negatives, j * dims);
        double e = StrictMath.exp(-Math.abs(logit));
        double p = sigmoid(logit, e);
        value += weights[j] * softplus(logit, e);
        addScaled(gradient, negatives, j * dims, weights[j] * p);
        curvature[liked + j] = weights[j] * p * (1 - p);
      }
    }
    return new Point(u, value, gradient, curvature);
  }

  /** The second derivative, {@code [D, D]}, of which the upper triangle is filled. */
  double[] hessian(Point point) {
    int dims = prior.length;
    double[] hessian = new double[dims * dims];
    RankFour sum = new RankFour(dims, hessian);
    int liked = positives.length / dims;
    for (int i = 0; i < liked; i++) {
      sum.add(positives, i * dims, point.curvature()[i]);
    }
    for (int j = 0; j < weights.length; j++) {
      if (weights[j] > 0) {
        sum.add(negatives, j * dims, point.curvature()[liked + j]);
      }
    }
    sum.flush();
    for (int d = 0; d < dims; d++) {
      hessian[d * dims + d] += lambda;
    }
    return hessian;
  }

  // With e = exp(-|x|), which cannot overflow. StrictMath, not Math: the same bits everywhere.

  private static double softplus(double x, double e) {
    return Math.max(x, 0) + StrictMath.log1p(e);
  }

  private static double sigmoid(double x, double e) {
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
