package org.llmrec.lab.run.evaluate;

import org.llmrec.data.protocol.EvaluationCase;

/** Scores the catalogue for a case. Safe for several threads that each bring their own array. */
@FunctionalInterface
public interface CaseScorer {
  /**
   * Scores; higher is better.
   *
   * @param scores filled, {@code [items]}; negative infinity for what is not ranked
   */
  void score(EvaluationCase asked, float[] scores);
}
