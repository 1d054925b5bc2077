package org.llmrec.rank.list;

import java.util.HashMap;
import java.util.Map;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.tensor.Tensor;

/** Scores by towers: the inner product of an item's vector and one made of the history. */
public final class TowerPart implements Part {
  static final String ITEMS = "items";

  private final String name;
  private final boolean placesNew;
  private final HistoryTower tower;
  private final RowMoments moments;

  /**
   * From a tower.
   *
   * @param name the method's name
   * @param placesNew whether vectors of items that nobody met mean something
   */
  public TowerPart(String name, boolean placesNew, HistoryTower tower) {
    this.name = name;
    this.placesNew = placesNew;
    this.tower = tower;
    this.moments = new RowMoments(tower.items(), tower.dims());
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
    return tower.items().length / tower.dims();
  }

  @Override
  public Opinion opinion(Asking asking, Opinion used) {
    return new Taste(asking.items());
  }

  @Override
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> all = new HashMap<>(tower.tensors());
    all.put(ITEMS, Tensor.Floats.matrix(items(), tower.dims(), tower.items()));
    return all;
  }

  /** The inner products with one user. */
  private final class Taste implements Opinion {
    private final int[] history;
    private final float[] shares;
    private final float[] user;
    private final Moments spread;

    Taste(int[] history) {
      this.history = history;
      this.shares = tower.shares(history);
      this.user = tower.user(history, shares);
      this.spread = moments.of(user, history);
    }

    @Override
    public float of(int item) {
      return Vectors.dot(user, tower.items(), item * user.length);
    }

    @Override
    public Moments moments() {
      return spread;
    }

    /** Exact: a user's vector is a sum over the history. */
    @Override
    public float from(int source, int item) {
      for (int h = 0; h < history.length; h++) {
        if (history[h] == source) {
          return shares[h] * tower.says(source, item);
        }
      }
      return 0;
    }
  }
}
