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
  private final RowMoments moments;
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
    this.moments = new RowMoments(ranked, d);
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
    private final Moments spread;

    Taste(Asking asking) {
      this.user = asking.user(factors);
      this.spread = moments.of(user, asking.items());
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
      return spread;
    }
  }
}
