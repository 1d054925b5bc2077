package org.llmrec.rank.list;

import java.util.Map;
import java.util.Optional;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.tensor.Tensor;

/**
 * Scores by factors: the inner product of the solved user and a row per item. The rows are those
 * that users are solved with, or others on the same axes, as a regression from texts predicts them.
 */
public final class FactorPart implements Part {
  static final String RANKED = "ranked";

  private final String name;
  private final boolean placesNew;
  private final Factors factors;
  private final float[] ranked;
  private final double[] mean;
  private final double[] gram;
  private final float[] nearby;

  /**
   * From the parts.
   *
   * @param name the method's name
   * @param placesNew whether rows of items that nobody met mean something
   * @param factors what users are solved with
   * @param ranked {@code [N, d]}, not copied
   * @param neighbours to speak of an item by such with like texts; empty for none
   * @throws IllegalArgumentException if there are not as many rows
   */
  public FactorPart(
      String name,
      boolean placesNew,
      Factors factors,
      float[] ranked,
      Optional<TextNeighbours> neighbours) {
    if (ranked.length != factors.items().length) {
      throw new IllegalArgumentException(
          "expected " + factors.items().length + " numbers to rank by, found " + ranked.length);
    }
    this.name = name;
    this.placesNew = placesNew;
    this.factors = factors;
    this.ranked = ranked;
    int d = factors.dims();
    this.mean = new double[d];
    this.gram = new double[d * d];
    for (int item = 0; item < factors.size(); item++) {
      for (int k = 0; k < d; k++) {
        double value = ranked[item * d + k];
        mean[k] += value;
        for (int l = 0; l < d; l++) {
          gram[k * d + l] += value * ranked[item * d + l];
        }
      }
    }
    this.nearby = neighbours.map(texts -> texts.meanRows(ranked, d)).orElseGet(() -> new float[0]);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean placesNew() {
    return placesNew;
  }

  @Override
  public int items() {
    return factors.size();
  }

  Factors factors() {
    return factors;
  }

  float[] ranked() {
    return ranked;
  }

  @Override
  public Opinion opinion(Asking asking, Opinion used) {
    return new Taste(asking);
  }

  @Override
  public Map<String, Tensor> tensors() {
    return Map.of(RANKED, factors.tensor(ranked));
  }

  /** The inner products with one user. */
  private final class Taste implements Opinion {
    private final float[] user;
    private final Moments moments;

    Taste(Asking asking) {
      this.user = asking.user(factors);
      int d = user.length;
      double sum = 0;
      double squares = 0;
      for (int k = 0; k < d; k++) {
        sum += user[k] * mean[k];
        double row = 0;
        for (int l = 0; l < d; l++) {
          row += gram[k * d + l] * user[l];
        }
        squares += user[k] * row;
      }
      for (int item : asking.items()) {
        double own = exactly(item);
        sum -= own;
        squares -= own * own;
      }
      moments = new Moments(sum, squares, factors.size() - asking.items().length);
    }

    /**
     * As the moments have it: rounded to 32 bits, what is left of them without a long history in a
     * small catalogue would be the rounding.
     */
    private double exactly(int item) {
      double score = 0;
      for (int k = 0; k < user.length; k++) {
        score += (double) user[k] * ranked[item * user.length + k];
      }
      return score;
    }

    @Override
    public float of(int item) {
      return Vectors.dot(user, ranked, item * user.length);
    }

    @Override
    public float nearby(int item, TextNeighbours neighbours) {
      return Vectors.dot(user, nearby, item * user.length);
    }

    @Override
    public Moments moments() {
      return moments;
    }
  }
}
