package org.llmrec.rank;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * L-BFGS with backtracking, whose first matrix is the exact second derivative at the start (Nocedal
 * and Wright, Numerical Optimization, 2nd edition, algorithms 3.1, 7.4 and 7.5). A history moves
 * the average user in few directions, and these are what it learns on the way: it takes no more
 * steps than Newton's method, none of which wants a second derivative of its own.
 */
final class QuasiNewton {
  /** The gradient's length at which it stops, for each unit of weight in the objective. */
  static final double TOLERANCE = 1e-8;

  private static final int MAX_STEPS = 500;
  private static final int MAX_HALVINGS = 60;
  private static final int MAX_MOVES = 40;

  private final FoldInProblem problem;
  private final double rounding;
  private final Cholesky first;
  private final Deque<Move> moves = new ArrayDeque<>();

  /**
   * One step.
   *
   * @param s by how much the place changed, {@code [D]}
   * @param y by how much the gradient changed, {@code [D]}
   * @param curvature their inner product, greater than 0
   */
  @SuppressWarnings("ArrayRecordComponent") // within the class, and nobody compares it
  private record Move(double[] s, double[] y, double curvature) {}

  private QuasiNewton(FoldInProblem problem) {
    this.problem = problem;
    this.rounding = 1e-13 * problem.totalWeight();
    this.first = Cholesky.factor(problem.startHessian(), problem.start().length);
  }

  /** The minimum of a strictly convex objective. */
  static double[] minimise(FoldInProblem problem) {
    return new QuasiNewton(problem).minimum();
  }

  private double[] minimum() {
    FoldInProblem.Point point = problem.at(problem.start());
    double tolerance = TOLERANCE * problem.totalWeight();
    for (int step = 0; step < MAX_STEPS && norm(point.gradient()) > tolerance; step++) {
      FoldInProblem.Point next = descend(point, direction(point.gradient()));
      remember(point, next);
      point = next;
    }
    // After MAX_STEPS: item vectors so large that 64-bit numbers resolve the minimum no better.
    return point.u();
  }

  /** What the second derivative, as far as it is known, makes of a gradient: the way up. */
  private double[] direction(double[] gradient) {
    double[] q = gradient.clone();
    double[] shares = new double[moves.size()];
    int at = moves.size();
    for (Iterator<Move> latest = moves.descendingIterator(); latest.hasNext(); ) {
      Move move = latest.next();
      shares[--at] = dot(move.s(), q) / move.curvature();
      addScaled(q, move.y(), -shares[at]);
    }
    double[] direction = first.solve(q);
    for (Move move : moves) {
      addScaled(direction, move.s(), shares[at++] - dot(move.y(), direction) / move.curvature());
    }
    return direction;
  }

  /** As far against the direction, halving from a whole step, as the objective decreases. */
  private FoldInProblem.Point descend(FoldInProblem.Point from, double[] direction) {
    double slope = dot(direction, from.gradient());
    // Near the minimum the decrease drowns in rounding; a whole step is right there.
    double slack = rounding + 1e-13 * Math.abs(from.value());
    double length = 1;
    FoldInProblem.Point next = problem.at(stepped(from.u(), direction, length));
    for (int halving = 0;
        halving < MAX_HALVINGS && next.value() > from.value() - 1e-4 * length * slope + slack;
        halving++) {
      length /= 2;
      next = problem.at(stepped(from.u(), direction, length));
    }
    return next;
  }

  private void remember(FoldInProblem.Point from, FoldInProblem.Point to) {
    double[] s = minus(to.u(), from.u());
    double[] y = minus(to.gradient(), from.gradient());
    double curvature = dot(s, y);
    // Strict convexity makes it positive, where rounding lets it.
    if (curvature > 0) {
      if (moves.size() == MAX_MOVES) {
        moves.removeFirst();
      }
      moves.addLast(new Move(s, y, curvature));
    }
  }

  private static double[] stepped(double[] u, double[] direction, double length) {
    double[] next = u.clone();
    addScaled(next, direction, -length);
    return next;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = a.clone();
    addScaled(difference, b, -1);
    return difference;
  }

  private static void addScaled(double[] target, double[] v, double scale) {
    for (int d = 0; d < target.length; d++) {
      target[d] += scale * v[d];
    }
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
