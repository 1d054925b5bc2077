package org.llmrec.rank;

/**
 * The objective of {@link UserFoldIn} with its derivatives:
 *
 * <pre>sum softplus(-u.p) + w sum softplus(u.n_j) + lambda/2 |u - m|^2</pre>
 *
 * The arrays are shared and never written.
 */
final class FoldInProblem {
  private final double[] prior;
  private final double lambda;
  private final double[] positives;
  private final NegativeSample sample;
  private final boolean[] left;
  private final double weight;
  private final int negatives;

  /**
   * Takes the parts as they are.
   *
   * @param prior {@code [D]}
   * @param positives {@code [P, D]}, each with weight 1
   * @param sample the negatives
   * @param left which of them are left out, {@code [N]}, as they are liked
   * @param weight of all others together
   */
  FoldInProblem(
      double[] prior,
      double lambda,
      double[] positives,
      NegativeSample sample,
      boolean[] left,
      double weight) {
    this.prior = prior;
    this.lambda = lambda;
    this.positives = positives;
    this.sample = sample;
    this.left = left;
    int count = 0;
    for (boolean out : left) {
      count += out ? 0 : 1;
    }
    this.negatives = count;
    this.weight = count == 0 ? 0 : weight / count;
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
    return lambda + (double) positives.length / prior.length + weight * negatives;
  }

  /**
   * The objective at one place.
   *
   * @param u the place, {@code [D]}
   * @param value the objective there
   * @param gradient its first derivative, {@code [D]}
   */
  @SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
  record Point(double[] u, double value, double[] gradient) {}

  /** Value and first derivative. */
  Point at(double[] u) {
    int dims = prior.length;
    double[] gradient = new double[dims];
    double distance = 0;
    for (int d = 0; d < dims; d++) {
      gradient[d] = lambda * (u[d] - prior[d]);
      distance += (u[d] - prior[d]) * (u[d] - prior[d]);
    }
    double value = lambda / 2 * distance;
    RowSum liked = new RowSum(gradient, positives);
    for (int i = 0; i < positives.length / dims; i++) {
      double logit = -dot(u, positives, i * dims);
      double e = StrictMath.exp(-Math.abs(logit));
      value += Math.max(logit, 0) + StrictMath.log1p(e);
      liked.add(i * dims, -sigmoid(logit, e));
    }
    liked.flush();
    Softplus softplus = new Softplus();
    RowSum rejected = new RowSum(gradient, sample.rows());
    for (int j = 0; j < left.length; j++) {
      if (!left[j]) {
        double logit = dot(u, sample.rows(), j * dims);
        double e = StrictMath.exp(-Math.abs(logit));
        softplus.add(logit, e);
        rejected.add(j * dims, weight * sigmoid(logit, e));
      }
    }
    rejected.flush();
    return new Point(u, value + weight * softplus.sum(), gradient);
  }

  /** The second derivative at the start, {@code [D, D]}, of which the upper triangle is filled. */
  double[] startHessian() {
    int dims = prior.length;
    double[] hessian = new double[dims * dims];
    RankFour sum = new RankFour(dims, hessian);
    for (int i = 0; i < positives.length / dims; i++) {
      double p = sigmoid(dot(prior, positives, i * dims));
      sum.add(positives, i * dims, p * (1 - p));
    }
    for (int j = 0; j < left.length; j++) {
      if (left[j]) {
        sum.add(sample.rows(), j * dims, -weight * sample.curvature()[j]);
      }
    }
    sum.flush();
    for (int at = 0; at < hessian.length; at++) {
      hessian[at] += weight * sample.hessian()[at];
    }
    for (int d = 0; d < dims; d++) {
      hessian[d * dims + d] += lambda;
    }
    return hessian;
  }

  /** StrictMath, not Math: the same bits everywhere. */
  static double sigmoid(double x) {
    return sigmoid(x, StrictMath.exp(-Math.abs(x)));
  }

  /** With {@code e = exp(-|x|)}, which cannot overflow. */
  private static double sigmoid(double x, double e) {
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  static double dot(double[] u, double[] rows, int start) {
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
}
