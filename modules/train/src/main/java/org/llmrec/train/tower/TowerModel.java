package org.llmrec.train.tower;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.Asker;
import org.llmrec.rank.list.HistoryTower;
import org.llmrec.train.factor.Towers;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.Readers;

/**
 * What {@code towers} learnt. Nothing in it belongs to a user: everybody is placed by their
 * history. Who has none gets what everybody gets.
 */
final class TowerModel implements Towers {
  private final HistoryTower tower;
  private final int best;
  private final List<CurvePoint> curve;

  TowerModel(HistoryTower tower, int best, List<CurvePoint> curve) {
    this.tower = tower;
    this.best = best;
    this.curve = List.copyOf(curve);
  }

  HistoryTower tower() {
    return tower;
  }

  @Override
  public void score(Asker asker, float[] scores) {
    float[] user = user(Readers.of(asker, HistoryTowers.NAME));
    int dims = tower.dims();
    for (int item = 0; item < tower.items().length / dims; item++) {
      scores[item] = Vectors.dot(user, tower.items(), item * dims);
    }
  }

  @Override
  public int dims() {
    return tower.dims();
  }

  @Override
  public float[] item(int item) {
    int dims = tower.dims();
    return Arrays.copyOfRange(tower.items(), item * dims, (item + 1) * dims);
  }

  @Override
  public float[] user(Asker.Reader reader) {
    return tower.user(reader.history());
  }

  @Override
  public Map<String, Double> facts() {
    return Map.of("best-epoch", (double) best, "epochs", (double) curve.size());
  }

  @Override
  public List<CurvePoint> curve() {
    return curve;
  }
}
