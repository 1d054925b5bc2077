package org.llmrec.train.factor;

import org.llmrec.train.method.Settings;

/**
 * How iALS learns; see {@link IalsFit} for the loss. Immutable.
 *
 * @param dims the width {@code d} of the vectors
 * @param lambda {@code λ}: how strongly vectors are pulled to zero
 * @param alpha {@code α₀}: the weight of a zero for every user and item
 * @param nu {@code ν}: how the pull grows with the number of a row's interactions; 0 = not at all
 * @param sigma {@code σ*}: the items start as Gaussians of deviation {@code σ* / √d}
 * @param sweeps how many times users and items are solved
 */
record IalsSettings(int dims, double lambda, double alpha, double nu, double sigma, int sweeps) {
  /** Without any pull a row with few interactions has no solution. */
  private static final double LEAST_LAMBDA = 1e-9;

  static IalsSettings read(Settings settings) {
    return new IalsSettings(
        settings.integer("dims", 64, 1, 2048),
        settings.number("lambda", 0.01, LEAST_LAMBDA, 1e6),
        settings.number("alpha", 0.3, 0, 1e6),
        settings.number("nu", 1, 0, 2),
        settings.number("sigma", 0.1, 1e-9, 1e3),
        settings.integer("sweeps", 16, 1, 10_000));
  }

  /**
   * The pull on a row.
   *
   * @param count of the row's interactions
   * @param others the number of rows on the other side, which count as zeros
   */
  double pull(int count, int others) {
    return lambda * Math.pow(count + alpha * others, nu);
  }
}
