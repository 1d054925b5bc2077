package org.llmrec.llm.price;

/**
 * What a call costs.
 *
 * @param promptTokens read
 * @param completionTokens written
 * @param cost in the currency of the prices
 */
public record Charge(long promptTokens, long completionTokens, double cost) {
  /** Nothing. */
  public static final Charge NONE = new Charge(0, 0, 0);

  /**
   * Checks the signs.
   *
   * @throws IllegalArgumentException if one is negative or no number
   */
  public Charge {
    if (promptTokens < 0
        || completionTokens < 0
        || !(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected tokens and cost from 0 on");
    }
  }
}
