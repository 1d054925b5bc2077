package org.llmrec.rank.list;

import java.util.Map;
import org.llmrec.rank.tensor.Tensor;

/**
 * A method that was fitted, as the ranker keeps it. Immutable and thread-safe. Whoever has no
 * history gets popularity.
 */
public sealed interface Part permits WeightPart, FactorPart, TowerPart, TextPart {
  /** The method's name. */
  String name();

  /** Whether it has something to say of items without a row. */
  boolean placesNew();

  /** How many items it knows. */
  int items();

  /**
   * What it says to somebody.
   *
   * @param asking by whom
   * @param used what it said before, whose memory may be used again; null at first
   */
  Opinion opinion(Asking asking, Opinion used);

  /** What a bundle keeps of it. */
  Map<String, Tensor> tensors();
}
