package org.llmrec.rerank.tallrec;

import java.util.List;
import java.util.Optional;

/**
 * What came of tuning.
 *
 * @param exitCode of the script; 0 if it did all
 * @param losses of the last stage, a step each; empty if it was not reached
 * @param before of the model as it was; empty without questions, as {@code after}
 * @param after of the model with the adapter
 */
public record TuneResult(
    int exitCode, List<Double> losses, Optional<TallrecAuc> before, Optional<TallrecAuc> after) {
  /** Copies the list. */
  public TuneResult {
    losses = List.copyOf(losses);
  }
}
