package org.llmrec.train.factor;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.rank.UserFoldIn;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.internal.TrainedTowers;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.Readers;

/**
 * The trained towers. A user whose history is that of training gets the trained vector; anybody
 * else is folded in as the product does it, which the first of them pays for with the choice of how
 * strongly. An empty history gets the average user.
 */
final class TwoTowerModel implements Towers {
  private final TrainedTowers towers;
  private final int[][] byUser;
  private final int[] rows;
  private UserFoldIn foldIn;

  TwoTowerModel(TrainedTowers towers, TrainingData data) {
    this.towers = towers;
    this.byUser = data.positives().itemsByUser();
    Ids trained = Ids.of(towers.users());
    this.rows =
        IntStream.range(0, byUser.length)
            .map(user -> trained.indexOf(data.users().get(user)))
            .toArray();
  }

  @Override
  public void score(Asker asker, float[] scores) {
    towers.score(user(Readers.of(asker, TwoTower.NAME)), scores);
  }

  @Override
  public int dims() {
    return towers.dims();
  }

  @Override
  public float[] item(int item) {
    return towers.item(item);
  }

  @Override
  public float[] user(Asker.Reader reader) {
    int[] history = TrainRows.history(reader);
    return TrainRows.asTrained(reader, history, byUser)
        ? towers.user(rows[reader.user()])
        : foldIn().foldIn(history);
  }

  private synchronized UserFoldIn foldIn() {
    if (foldIn == null) {
      foldIn = towers.foldIn();
    }
    return foldIn;
  }

  @Override
  public Map<String, Double> facts() {
    return Map.of(
        "best-epoch",
        (double) towers.bestEpoch(),
        "epochs",
        (double) towers.epochs().size(),
        "seconds",
        towers.epochs().getLast().seconds());
  }

  @Override
  public List<CurvePoint> curve() {
    return towers.epochs().stream()
        .map(
            epoch ->
                new CurvePoint(
                    epoch.number(), epoch.loss(), epoch.validationNdcg().orElse(Double.NaN)))
        .toList();
  }
}
