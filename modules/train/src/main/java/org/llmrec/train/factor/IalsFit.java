package org.llmrec.train.factor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.core.Progress;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rank.RankFour;
import org.llmrec.rank.RowSolver;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.internal.Workers;
import org.llmrec.train.method.CurvePoint;

/**
 * Implicit matrix factorisation by alternating least squares (Hu, Koren and Volinsky 2008), as set
 * right by Rendle, Krichene, Zhang and Koren, "Revisiting the performance of iALS on item
 * recommendation benchmarks" (RecSys 2022, arXiv 2110.14037). Minimised over the users' vectors w
 * and the items' vectors h, for the interactions S:
 *
 * <pre>
 * sum over S of (w.h - 1)²  +  α₀ sum over U × I of (w.h)²
 *   +  λ ( sum over U of (|S_u| + α₀ |I|)^ν |w|²  +  sum over I of (|S_i| + α₀ |U|)^ν |h|² )
 * </pre>
 *
 * U are the users with an interaction, I is the whole catalogue. A sweep solves every user exactly
 * with the items held, then every item with the users held, so the loss never grows. The sums are
 * added in a fixed order: any number of threads gives the same bits.
 *
 * <p>All vectors are turned to new axes before each half sweep (see {@link
 * org.llmrec.rank.RowSolver}); inner products, and so the loss and the scores, do not notice.
 */
final class IalsFit {
  /** Rows whose products are added up by one task. */
  private static final int BLOCK = 512;

  private final IalsSettings settings;
  private final Workers workers;
  private final int[][] byUser;
  private final int[][] byItem;
  private final int activeUsers;
  private final int interactions;
  private final double[] users;
  private final double[] items;
  private double[] spectrum;

  private IalsFit(InteractionTable positives, IalsSettings settings, long seed, Workers workers) {
    this.settings = settings;
    this.workers = workers;
    this.byUser = positives.itemsByUser();
    this.byItem = TrainRows.usersByItem(byUser, positives.items().size());
    this.activeUsers = TrainRows.filled(byUser);
    this.interactions = positives.size();
    int d = settings.dims();
    this.users = new double[Math.multiplyExact(byUser.length, d)];
    this.items = new double[Math.multiplyExact(byItem.length, d)];
    for (int i = 0; i < byItem.length; i++) {
      start(items, i * d, d, settings, random(seed, positives.items().get(i)));
    }
  }

  /** By the item's id, not its number: how items are numbered then changes nothing. */
  static SplittableRandom random(long seed, String id) {
    return new SplittableRandom(seed ^ (id.hashCode() * 0x9E3779B97F4A7C15L));
  }

  private static void start(
      double[] target, int at, int d, IalsSettings settings, SplittableRandom random) {
    double deviation = settings.sigma() / Math.sqrt(d);
    for (int k = 0; k < d; k++) {
      target[at + k] = deviation * random.nextGaussian();
    }
  }

  /**
   * What was learnt. The arrays are not to be changed.
   *
   * @param items the items' vectors, {@code [items, d]}, turned to the eigenvectors of their Gram
   *     matrix
   * @param spectrum {@code α₀} times the eigenvalues of that Gram matrix, {@code [d]}
   * @param averageUser the mean vector of the users with an interaction, {@code [d]}
   * @param curve the loss for each interaction after each sweep
   */
  @SuppressWarnings("ArrayRecordComponent") // one per fit
  record Learnt(double[] items, double[] spectrum, double[] averageUser, List<CurvePoint> curve) {}

  /** Learns. */
  static Learnt learn(
      InteractionTable positives,
      IalsSettings settings,
      long seed,
      Workers workers,
      Progress progress) {
    IalsFit fit = new IalsFit(positives, settings, seed, workers);
    List<CurvePoint> curve = new ArrayList<>();
    try (Progress.Task task = progress.start("ials", settings.sweeps(), "sweeps")) {
      for (int sweep = 1; sweep <= settings.sweeps(); sweep++) {
        fit.solve(fit.byUser, fit.users, fit.items, fit.byItem.length);
        fit.solve(fit.byItem, fit.items, fit.users, fit.activeUsers);
        curve.add(new CurvePoint(sweep, fit.loss() / fit.interactions, Double.NaN));
        task.advance(1);
      }
    }
    // Once more, so that whoever comes with a history is solved against the items as they are.
    fit.solve(fit.byUser, fit.users, fit.items, fit.byItem.length);
    return new Learnt(fit.items, fit.spectrum, fit.averageUser(), curve);
  }

  /** Solves one side with the other held; the other is turned to its eigenvectors. */
  private void solve(int[][] lists, double[] side, double[] other, int others) {
    int d = settings.dims();
    spectrum = turn(other);
    RowSolver solver = new RowSolver(spectrum);
    RowSolver.Rows rows =
        (row, target, offset) -> System.arraycopy(other, row * d, target, offset, d);
    workers.each(
        lists.length,
        row -> {
          double pull = settings.pull(lists[row].length, others);
          System.arraycopy(solver.solve(rows, lists[row], pull), 0, side, row * d, d);
        });
  }

  /** Turns vectors to the eigenvectors of their Gram matrix and gives α₀ times its eigenvalues. */
  private double[] turn(double[] vectors) {
    int d = settings.dims();
    SymmetricEigen eigen = SymmetricEigen.of(gram(vectors), d);
    double[] axes = eigen.vectors();
    workers.each(
        blocks(vectors),
        block -> {
          double[] row = new double[d];
          for (int r = block * BLOCK; r < Math.min(vectors.length / d, (block + 1) * BLOCK); r++) {
            System.arraycopy(vectors, r * d, row, 0, d);
            for (int k = 0; k < d; k++) {
              vectors[r * d + k] = dot(axes, k * d, row);
            }
          }
        });
    double[] weighted = new double[d];
    for (int k = 0; k < d; k++) {
      // Rounding may leave less than nothing.
      weighted[k] = settings.alpha() * Math.max(0, eigen.values()[k]);
    }
    return weighted;
  }

  /** {@code [d, d]}, both triangles. */
  private double[] gram(double[] vectors) {
    int d = settings.dims();
    double[][] parts = new double[blocks(vectors)][];
    workers.each(
        parts.length,
        block -> {
          double[] part = new double[d * d];
          RankFour sum = new RankFour(d, part);
          for (int r = block * BLOCK; r < Math.min(vectors.length / d, (block + 1) * BLOCK); r++) {
            sum.add(vectors, r * d, 1);
          }
          sum.flush();
          parts[block] = part;
        });
    double[] gram = new double[d * d];
    for (double[] part : parts) {
      for (int i = 0; i < gram.length; i++) {
        gram[i] += part[i];
      }
    }
    for (int a = 0; a < d; a++) {
      for (int b = 0; b < a; b++) {
        gram[a * d + b] = gram[b * d + a];
      }
    }
    return gram;
  }

  private int blocks(double[] vectors) {
    return (vectors.length / settings.dims() + BLOCK - 1) / BLOCK;
  }

  /**
   * The loss, with the users on the axes of their Gram matrix and the items solved against them.
   */
  private double loss() {
    int d = settings.dims();
    double[] parts = new double[byUser.length + byItem.length];
    workers.each(byUser.length, u -> parts[u] = rowLoss(u));
    workers.each(
        byItem.length,
        i -> {
          // α₀ W'W is the diagonal of the spectrum on these axes.
          double zeros = 0;
          double length = 0;
          for (int k = 0; k < d; k++) {
            double square = items[i * d + k] * items[i * d + k];
            zeros += spectrum[k] * square;
            length += square;
          }
          parts[byUser.length + i] = zeros + settings.pull(byItem[i].length, activeUsers) * length;
        });
    double loss = 0;
    for (double part : parts) {
      loss += part;
    }
    return loss;
  }

  private double rowLoss(int u) {
    int d = settings.dims();
    double[] user = new double[d];
    System.arraycopy(users, u * d, user, 0, d);
    double loss = settings.pull(byUser[u].length, byItem.length) * dot(user, 0, user);
    for (int i : byUser[u]) {
      double miss = dot(items, i * d, user) - 1;
      loss += miss * miss;
    }
    return loss;
  }

  private double[] averageUser() {
    int d = settings.dims();
    double[] mean = new double[d];
    for (int u = 0; u < byUser.length; u++) {
      for (int k = 0; k < d; k++) {
        mean[k] += users[u * d + k] / activeUsers;
      }
    }
    return mean;
  }

  private static double dot(double[] rows, int start, double[] vector) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < vector.length; k += 4) {
      s0 += rows[start + k] * vector[k];
      s1 += rows[start + k + 1] * vector[k + 1];
      s2 += rows[start + k + 2] * vector[k + 2];
      s3 += rows[start + k + 3] * vector[k + 3];
    }
    double sum = (s0 + s1) + (s2 + s3);
    for (; k < vector.length; k++) {
      sum += rows[start + k] * vector[k];
    }
    return sum;
  }
}
