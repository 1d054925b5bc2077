package org.llmrec.train.factor;

import java.util.SplittableRandom;
import org.llmrec.data.table.InteractionTable;

/** The textbook's alternating solver on dense matrices, for comparison. */
final class NaiveIals {
  final double[][] users;
  final double[][] items;
  private final boolean[][] met;
  private final IalsSettings settings;
  private final int activeUsers;

  NaiveIals(InteractionTable positives, IalsSettings settings, long seed) {
    this.settings = settings;
    this.met = new boolean[positives.users().size()][positives.items().size()];
    for (int row = 0; row < positives.size(); row++) {
      met[positives.user(row)][positives.item(row)] = true;
    }
    int active = 0;
    for (boolean[] row : met) {
      active += count(row) > 0 ? 1 : 0;
    }
    this.activeUsers = active;
    this.users = new double[met.length][settings.dims()];
    this.items = new double[positives.items().size()][settings.dims()];
    for (int i = 0; i < items.length; i++) {
      double[] item = items[i];
      SplittableRandom random = IalsFit.random(seed, positives.items().get(i));
      for (int k = 0; k < item.length; k++) {
        item[k] = settings.sigma() / Math.sqrt(settings.dims()) * random.nextGaussian();
      }
    }
  }

  void sweep() {
    solveUsers();
    for (int i = 0; i < items.length; i++) {
      boolean[] column = new boolean[users.length];
      for (int u = 0; u < users.length; u++) {
        column[u] = met[u][i];
      }
      items[i] = solve(users, column, activeUsers);
    }
  }

  void solveUsers() {
    for (int u = 0; u < users.length; u++) {
      users[u] = solve(items, met[u], items.length);
    }
  }

  double[] solve(double[][] other, boolean[] positive, int others) {
    int d = settings.dims();
    if (count(positive) == 0) {
      return new double[d];
    }
    double[][] system = new double[d][d + 1];
    for (int r = 0; r < other.length; r++) {
      for (int a = 0; a < d; a++) {
        for (int b = 0; b < d; b++) {
          system[a][b] += (settings.alpha() + (positive[r] ? 1 : 0)) * other[r][a] * other[r][b];
        }
        system[a][d] += positive[r] ? other[r][a] : 0;
      }
    }
    double pull =
        settings.lambda() * Math.pow(count(positive) + settings.alpha() * others, settings.nu());
    for (int a = 0; a < d; a++) {
      system[a][a] += pull;
    }
    return gauss(system);
  }

  double loss() {
    double loss = 0;
    for (int u = 0; u < users.length; u++) {
      for (int i = 0; i < items.length; i++) {
        double score = dot(users[u], items[i]);
        loss += settings.alpha() * score * score;
        loss += met[u][i] ? (score - 1) * (score - 1) : 0;
      }
      loss += settings.pull(count(met[u]), items.length) * dot(users[u], users[u]);
    }
    for (int i = 0; i < items.length; i++) {
      int count = 0;
      for (boolean[] row : met) {
        count += row[i] ? 1 : 0;
      }
      loss += settings.pull(count, activeUsers) * dot(items[i], items[i]);
    }
    return loss;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static int count(boolean[] row) {
    int count = 0;
    for (boolean met : row) {
      count += met ? 1 : 0;
    }
    return count;
  }

  private static double[] gauss(double[][] system) {
    int d = system.length;
    for (int k = 0; k < d; k++) {
      for (int row = k + 1; row < d; row++) {
        double factor = system[row][k] / system[k][k];
        for (int column = k; column <= d; column++) {
          system[row][column] -= factor * system[k][column];
        }
      }
    }
    double[] x = new double[d];
    for (int k = d - 1; k >= 0; k--) {
      x[k] = system[k][d];
      for (int column = k + 1; column < d; column++) {
        x[k] -= system[k][column] * x[column];
      }
      x[k] /= system[k][k];
    }
    return x;
  }
}
