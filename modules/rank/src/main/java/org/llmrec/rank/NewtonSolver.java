package org.llmrec.rank;

/**
 * Newton's method with a backtracking line search and a Cholesky factorisation (Boyd and
 * Vandenberghe, Convex Optimization, section 9.5).
 */
final class NewtonSolver {
  /** The gradient's length at which it stops, for each unit of weight in the objective. */
  static final double TOLERANCE = 1e-9;

  private static final int MAX_STEPS = 200;
  private static final int MAX_HALVINGS = 60;

  private NewtonSolver() {}

  /** The minimum of a strictly convex objective. */
  static double[] minimise(FoldInProblem problem) {
    double[] u = problem.start();
    int dims = u.length;
    double[] gradient = new double[dims];
    double[] hessian = new double[dims * dims];
    double tolerance = TOLERANCE * problem.totalWeight();
    double value = problem.value(u);
    for (int step = 0; step < MAX_STEPS; step++) {
      problem.derivatives(u, gradient, hessian);
      if (norm(gradient) <= tolerance) {
        return u;
      }
      double[] direction = Cholesky.solve(hessian, gradient);
      double slope = dot(direction, gradient);
      double length = 1;
      double[] next = stepped(u, direction, length);
      double nextValue = problem.value(next);
      // Near the minimum the decrease drowns in rounding; a full step is right there.
      double rounding = 1e-13 * Math.abs(value);
      int halvings = 0;
      while (nextValue > value - 1e-4 * length * slope + rounding && halvings++ < MAX_HALVINGS) {
        length /= 2;
        next = stepped(u, direction, length);
        nextValue = problem.value(next);
      }
      u = next;
      value = nextValue;
    }
    // Item vectors so large that 64-bit numbers cannot resolve the minimum any better.
    return u;
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
