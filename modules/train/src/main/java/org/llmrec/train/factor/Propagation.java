package org.llmrec.train.factor;

import org.llmrec.core.vector.Vectors;
import org.llmrec.train.blas.SparseMatrix;

/**
 * LightGCN's propagation (He et al., SIGIR 2020, section 3.1.1): vectors of users and items passed
 * along the graph of training rows, each edge weighing {@code 1 / √(|N_u| |N_i|)}, and averaged
 * over all passes, none included. Linear and symmetric, hence its own gradient. Immutable.
 */
final class Propagation {
  private final SparseMatrix graph;
  private final float[] itemWeights;
  private final int layers;

  /** Of users by items. */
  Propagation(SparseMatrix met, int layers) {
    SparseMatrix byItem = met.transpose();
    this.itemWeights = roots(byItem);
    this.graph = met.scaled(roots(met), itemWeights);
    this.layers = layers;
  }

  /** {@code 1 / √n} of a row's n entries, 0 where there are none. */
  private static float[] roots(SparseMatrix matrix) {
    float[] roots = new float[matrix.rows()];
    for (int row = 0; row < roots.length; row++) {
      int n = matrix.starts()[row + 1] - matrix.starts()[row];
      roots[row] = n == 0 ? 0 : (float) (1 / Math.sqrt(n));
    }
    return roots;
  }

  /**
   * Vectors of both sides.
   *
   * @param users {@code [users, width]}
   * @param items {@code [items, width]}
   */
  @SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
  record Sides(float[] users, float[] items) {}

  /** The mean over all passes. */
  Sides apply(Sides start, int width) {
    Sides sum = new Sides(start.users().clone(), start.items().clone());
    Sides now = start;
    for (int k = 0; k < layers; k++) {
      now = pass(now, width);
      Vectors.addScaled(sum.users(), now.users(), 1);
      Vectors.addScaled(sum.items(), now.items(), 1);
    }
    scale(sum.users(), 1f / (layers + 1));
    scale(sum.items(), 1f / (layers + 1));
    return sum;
  }

  /** The items' vectors after no pass, one, and so on up to the last but one, added up. */
  float[] passedToUsers(Sides start, int width) {
    float[] sum = new float[start.items().length];
    Sides now = start;
    for (int k = 0; k < layers; k++) {
      Vectors.addScaled(sum, now.items(), 1);
      now = pass(now, width);
    }
    return sum;
  }

  /**
   * What a user with that history gets by all passes, where the items stay as they are.
   *
   * @param passed from {@link #passedToUsers}
   * @param user the user's vector before any pass, {@code [width]}; written
   */
  void applyTo(int[] history, float[] passed, float[] user) {
    int width = user.length;
    float own = history.length == 0 ? 0 : (float) (1 / Math.sqrt(history.length));
    for (int item : history) {
      float weight = own * itemWeights[item];
      for (int d = 0; d < width; d++) {
        user[d] += weight * passed[item * width + d];
      }
    }
    scale(user, 1f / (layers + 1));
  }

  private Sides pass(Sides from, int width) {
    return new Sides(graph.times(from.items(), width), graph.transposedTimes(from.users(), width));
  }

  private static void scale(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}
