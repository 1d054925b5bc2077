package org.llmrec.enrich.budget;

/**
 * What a model costs.
 *
 * @param input for a million tokens read
 * @param output for a million tokens written
 * @param batchShare what a call in a batch costs of that, 0.5 for half
 */
public record Price(double input, double output, double batchShare) {
  /** What so many tokens cost. */
  public double of(long promptTokens, long completionTokens) {
    return (promptTokens * input + completionTokens * output) / 1e6;
  }
}
