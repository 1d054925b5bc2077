package org.llmrec.rank;

/**
 * The items that stand for the negatives of a fold-in, with what they add to the second derivative
 * at the average user, where every fold-in begins. Immutable.
 *
 * @param rows {@code [N, D]}
 * @param curvature what each adds, {@code [N]}: the factor of its row's product with itself
 * @param hessian what all add, {@code [D, D]}, of which the upper triangle is filled
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record NegativeSample(double[] rows, double[] curvature, double[] hessian) {
  static NegativeSample of(double[] rows, double[] prior) {
    int dims = prior.length;
    double[] curvature = new double[rows.length / dims];
    double[] hessian = new double[dims * dims];
    RankFour sum = new RankFour(dims, hessian);
    for (int j = 0; j < curvature.length; j++) {
      double p = FoldInProblem.sigmoid(FoldInProblem.dot(prior, rows, j * dims));
      curvature[j] = p * (1 - p);
      sum.add(rows, j * dims, curvature[j]);
    }
    sum.flush();
    return new NegativeSample(rows, curvature, hessian);
  }

  int size() {
    return curvature.length;
  }
}
