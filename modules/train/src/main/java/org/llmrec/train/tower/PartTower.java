package org.llmrec.train.tower;

import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.rank.list.TowerPart;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.Settings;

/** {@code towers} as a part of a ranker. */
public final class PartTower {
  private PartTower() {}

  /**
   * Learns with a fixed number of passes.
   *
   * @param settings of {@code towers}
   */
  public static TowerPart learn(
      TrainingData data, Map<String, Object> settings, FitContext context) {
    TowerSettings how = TowerSettings.read(Settings.of(HistoryTowers.NAME, settings));
    return new TowerPart(
        HistoryTowers.NAME, how.text(), TowerFit.learn(data, how, context).tower());
  }
}
