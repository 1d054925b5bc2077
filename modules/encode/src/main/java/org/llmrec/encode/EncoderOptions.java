package org.llmrec.encode;

import org.llmrec.core.error.ConfigException;

/**
 * How much of the machine an encoder takes. Neither value changes a vector beyond its last bits.
 *
 * @param workers batches computed at once, each on one thread, from 1 to 256
 * @param tokenBudget word pieces in one batch, padding included, from 16 to 262,144; a text that
 *     alone exceeds it is a batch of its own. Each worker keeps about 4 kB per piece
 */
public record EncoderOptions(int workers, int tokenBudget) {
  private static final int MOST_WORKERS_UNASKED = 8;
  private static final int DEFAULT_TOKEN_BUDGET = 1024;

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public EncoderOptions {
    if (workers < 1 || workers > 256) {
      throw new ConfigException("encoder workers: expected 1 to 256, found " + workers);
    }
    if (tokenBudget < 16 || tokenBudget > 1 << 18) {
      throw new ConfigException(
          "encoder token-budget: expected 16 to 262144, found " + tokenBudget);
    }
  }

  /**
   * A worker per processor, eight at most, and batches of 1,024 word pieces: larger ones win
   * nothing on a processor, since a batch of that size fills one.
   */
  public static EncoderOptions defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new EncoderOptions(
        Math.clamp(processors, 1, MOST_WORKERS_UNASKED), DEFAULT_TOKEN_BUDGET);
  }
}
