package org.llmrec.rerank.tallrec;

import java.util.Objects;
import org.llmrec.llm.Usage;

/**
 * How probable a model finds both answers to one question.
 *
 * @param logYes natural log-probability of yes, at most 0; minus infinity where the model does not
 *     show it because others are more probable
 * @param logNo the same of no; at most one of the two is minus infinity
 * @param usage tokens of the call
 */
public record YesNoOdds(double logYes, double logNo, Usage usage) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException as {@link TallrecRule#score} says
   */
  public YesNoOdds {
    Objects.requireNonNull(usage, "usage");
    TallrecRule.RATIO.score(logYes, logNo);
  }

  /** By one of the rules. */
  public double score(TallrecRule rule) {
    return rule.score(logYes, logNo);
  }
}
