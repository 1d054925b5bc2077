package org.llmrec.rank;

/**
 * Newton's method with a backtracking line search and a Cholesky factorisation (Boyd and
 * Vandenberghe, Convex Optimization, section 9.5). A factorisation is used again for as long as it
 * brings the gradient down quickly: it costs as much as ten steps.
 */
final class NewtonSolver {
  /** The gradient's length at which it stops, for each unit of weight in the objective. */
  static final double TOLERANCE = 1e-8;

  /** A step that leaves more than this share of the gradient asks for a fresh factorisation. */
  private static final double STALE = 0.3;

  private static final int MAX_STEPS = 300;
  private static final int MAX_HALVINGS = 60;

  private NewtonSolver() {}

  /** The minimum of a strictly convex objective. */
  static double[] minimise(FoldInProblem problem) {
    FoldInProblem.Point point = problem.at(problem.start());
    double tolerance = TOLERANCE * problem.totalWeight();
    double norm = norm(point.gradient());
    Cholesky factor = null;
    for (int step = 0; step < MAX_STEPS && norm > tolerance; step++) {
      if (factor == null) {
        factor = Cholesky.factor(problem.hessian(point), point.u().length);
      }
      point = descend(problem, point, factor.solve(point.gradient()));
      double next = norm(point.gradient());
      if (next > STALE * norm) {
        factor = null;
      }
      norm = next;
    }
    // After MAX_STEPS: item vectors so large that 64-bit numbers resolve the minimum no better.
    return point.u();
  }

  /** As far against the direction, halving from a whole step, as the objective decreases. */
  private static FoldInProblem.Point descend(
      FoldInProblem problem, FoldInProblem.Point from, double[] direction) {
    double slope = dot(direction, from.gradient());
    // Near the minimum the decrease drowns in rounding; a whole step is right there.
    double rounding = 1e-13 * Math.abs(from.value());
    double length = 1;
    FoldInProblem.Point next = problem.at(stepped(from.u(), direction, length));
    for (int halving = 0;
        halving < MAX_HALVINGS && next.value() > from.value() - 1e-4 * length * slope + rounding;
        halving++) {
      length /= 2;
      next = problem.at(stepped(from.u(), direction, length));
    }
    return next;
  }

  private static double[] stepped(double[] u, double[] direction, double length) {
    double[] next = new double[u.length];
    for (int d = 0; d < u.length; d++) {
      next[d] = u[d] - length * direction[d];
    }
    return next;
  }

  private static double norm(double[] v) {
    return Math.sqrt(dot(v, v));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
