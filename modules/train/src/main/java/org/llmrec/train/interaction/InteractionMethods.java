package org.llmrec.train.interaction;

import java.util.Map;
import org.llmrec.train.method.MethodFactory;

/** The methods of this package by name. */
public final class InteractionMethods {
  private InteractionMethods() {}

  /** The factories by name. */
  public static Map<String, MethodFactory> factories() {
    return Map.of(DcnV2.NAME, DcnV2::new, Kar.NAME, Kar::new);
  }
}
