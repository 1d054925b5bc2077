package org.llmrec.llm.price;

import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.llm.Usage;

/**
 * What a model costs.
 *
 * @param input for a million tokens read
 * @param output for a million tokens written
 * @param batchShare what a call in a batch costs of that, 0.5 for half
 */
public record Price(double input, double output, double batchShare) {
  /** Of a model that runs at home. */
  public static final Price FREE = new Price(0, 0, 1);

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is negative or no number, or the share more than 1
   */
  public Price {
    if (!(input >= 0) || !(output >= 0) || !(batchShare >= 0 && batchShare <= 1)) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected prices from 0 on and a batch-share in [0, 1], found "
              + input
              + ", "
              + output
              + ", "
              + batchShare);
    }
  }

  /** What so many tokens cost. */
  public double of(long promptTokens, long completionTokens) {
    return (promptTokens * input + completionTokens * output) / 1e6;
  }

  /** What a call cost, for the account. */
  public Charge charge(Usage usage) {
    return charge(usage.promptTokens(), usage.completionTokens());
  }

  /** The same from its tokens. */
  public Charge charge(long promptTokens, long completionTokens) {
    return new Charge(promptTokens, completionTokens, of(promptTokens, completionTokens));
  }

  /** The price of calls that are handed in as a batch. */
  public Price batched() {
    return new Price(input * batchShare, output * batchShare, 1);
  }
}
