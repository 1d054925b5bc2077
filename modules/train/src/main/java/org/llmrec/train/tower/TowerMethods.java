package org.llmrec.train.tower;

import java.util.Map;
import org.llmrec.train.method.MethodFactory;

/** The methods of this package by name. */
public final class TowerMethods {
  private TowerMethods() {}

  /** The factories by name. */
  public static Map<String, MethodFactory> factories() {
    return Map.of(HistoryTowers.NAME, HistoryTowers::new);
  }
}
