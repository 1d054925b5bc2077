package org.llmrec.retrieve.signal;

/** Scores a catalogue for a query. Thread-safe. */
@FunctionalInterface
public interface QueryScorer {
  /**
   * One query.
   *
   * @param scores filled, {@code [items]}; {@link Float#NEGATIVE_INFINITY} for what is not found
   */
  void score(String query, float[] scores);
}
