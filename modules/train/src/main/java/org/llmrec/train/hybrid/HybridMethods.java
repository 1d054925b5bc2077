package org.llmrec.train.hybrid;

import java.util.Map;
import org.llmrec.train.method.MethodFactory;

/** The methods of this package by name. */
public final class HybridMethods {
  private HybridMethods() {}

  /** The factories by name. */
  public static Map<String, MethodFactory> factories() {
    return Map.of(Hybrid.NAME, Hybrid::new);
  }
}
