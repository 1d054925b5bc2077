package org.llmrec.train.factor;

import java.util.Map;
import org.llmrec.train.method.MethodFactory;

/** The methods of this package by name. */
public final class FactorMethods {
  private FactorMethods() {}

  /** The factories by name. */
  public static Map<String, MethodFactory> factories() {
    return Map.of(
        AlphaRec.NAME, AlphaRec::new,
        Ials.NAME, Ials::new,
        Bpr.NAME, Bpr::new,
        GraphFilter.NAME, GraphFilter::new,
        RidgeIals.NAME, RidgeIals::new,
        TwoTower.NAME, TwoTower::new);
  }
}
