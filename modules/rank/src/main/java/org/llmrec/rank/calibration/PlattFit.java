package org.llmrec.rank.calibration;

/**
 * Fits a {@link Platt} curve by Newton's method with backtracking (Lin, Lin and Weng, A Note on
 * Platt's Probabilistic Outputs for Support Vector Machines, 2007, appendix 3). The targets are not
 * 0 and 1 but {@code 1 / (N- + 2)} and {@code (N+ + 1) / (N+ + 2)} (Platt 1999), so that scores
 * that separate the classes, or a class that is missing, still have a finite best curve.
 *
 * <p>Where higher scores go with fewer positives, the best curve that does not fall is flat, and
 * that is the result: {@code slope} 0. Stateless, hence thread-safe.
 */
public final class PlattFit {
  private static final int MAX_STEPS = 100;
  private static final double SMALLEST_STEP = 1e-10;
  private static final double GRADIENT = 1e-10;

  /** Keeps the matrix of second derivatives invertible. */
  private static final double RIDGE = 1e-12;

  private PlattFit() {}

  /**
   * Finds the curve.
   *
   * @param scores {@code [N]}, at least one, finite, on any scale
   * @param labels {@code [N]}
   * @throws IllegalArgumentException if the lengths differ or are 0, or a score is not finite
   */
  public static Platt of(double[] scores, boolean[] labels) {
    LabelledScores.check(scores, labels);
    int n = scores.length;
    int positives = 0;
    double mean = 0;
    for (int i = 0; i < n; i++) {
      positives += labels[i] ? 1 : 0;
      mean += scores[i] / n;
    }
    double high = (positives + 1.0) / (positives + 2.0);
    double low = 1.0 / (n - positives + 2.0);
    double share = (positives * high + (n - positives) * low) / n;
    Platt flat = new Platt(0, Math.log(share / (1 - share)));
    double largest = 0;
    for (double score : scores) {
      largest = Math.max(largest, Math.abs(score - mean));
    }
    if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
      return flat;
    }
    // On a scale of its own, so that scores in millions and in millionths fit alike.
    double[] scaled = new double[n];
    double[] targets = new double[n];
    for (int i = 0; i < n; i++) {
      scaled[i] = (scores[i] - mean) / largest;
      targets[i] = labels[i] ? high : low;
    }
    double[] best = newton(scaled, targets, flat.intercept());
    double slope = best[0] / largest;
    // The loss is convex: if it wants a falling curve, the best of the others is the flat one.
    return best[0] > 0 && Double.isFinite(slope * mean)
        ? new Platt(slope, best[1] - slope * mean)
        : flat;
  }

  /** The slope and the intercept with the least loss. */
  private static double[] newton(double[] scores, double[] targets, double intercept) {
    double a = 0;
    double b = intercept;
    double loss = loss(scores, targets, a, b);
    for (int step = 0; step < MAX_STEPS; step++) {
      double aa = RIDGE;
      double bb = RIDGE;
      double ab = 0;
      double ga = 0;
      double gb = 0;
      for (int i = 0; i < scores.length; i++) {
        double p = Platt.logistic(a * scores[i] + b);
        double curve = p * (1 - p);
        aa += scores[i] * scores[i] * curve;
        bb += curve;
        ab += scores[i] * curve;
        ga += scores[i] * (p - targets[i]);
        gb += p - targets[i];
      }
      if (Math.abs(ga) + Math.abs(gb) < GRADIENT * scores.length) {
        break;
      }
      double determinant = aa * bb - ab * ab;
      double da = -(bb * ga - ab * gb) / determinant;
      double db = -(aa * gb - ab * ga) / determinant;
      double along = ga * da + gb * db;
      double size = 1;
      double next = loss(scores, targets, a + da, b + db);
      while (!(next < loss + 1e-4 * size * along) && size >= SMALLEST_STEP) {
        size /= 2;
        next = loss(scores, targets, a + size * da, b + size * db);
      }
      if (size < SMALLEST_STEP) {
        break;
      }
      a += size * da;
      b += size * db;
      loss = next;
    }
    return new double[] {a, b};
  }

  private static double loss(double[] scores, double[] targets, double a, double b) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double x = a * scores[i] + b;
      // log(1 + exp(x)) - t x, in the form whose exponential cannot overflow.
      sum += Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))) - targets[i] * x;
    }
    return sum;
  }
}
