package org.llmrec.llm.guard;

import java.time.Duration;
import org.llmrec.core.error.ConfigException;

/**
 * How a model is guarded.
 *
 * @param attempts of one call, the first counted, from 1 on
 * @param firstDelay the mean wait before the second attempt is half of it; doubles from attempt to
 *     attempt, drawn evenly from zero up to it ("full jitter")
 * @param maxDelay the most that a wait grows to by itself; a server may ask for more
 * @param maxRetryAfter a server that asks for a longer wait ends the call instead
 * @param retryShare retries allowed for each call of the job, on average: 0.2 lets one in five
 *     calls be tried again
 * @param retryFloor retries allowed in any case
 * @param requestsPerMinute the most calls sent; 0 for no limit
 * @param tokensPerMinute the most tokens of prompts and answers; 0 for no limit
 * @param breakerFailures as many failures in a row open the circuit; 0 for none
 * @param breakerPause for so long nothing is tried, then one call at a time is
 */
public record GuardOptions(
    int attempts,
    Duration firstDelay,
    Duration maxDelay,
    Duration maxRetryAfter,
    double retryShare,
    int retryFloor,
    int requestsPerMinute,
    long tokensPerMinute,
    int breakerFailures,
    Duration breakerPause) {
  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public GuardOptions {
    if (attempts < 1
        || firstDelay.isNegative()
        || maxDelay.isNegative()
        || maxRetryAfter.isNegative()
        || breakerPause.isNegative()
        || !(retryShare >= 0)
        || retryFloor < 0
        || requestsPerMinute < 0
        || tokensPerMinute < 0
        || breakerFailures < 0) {
      throw new ConfigException(
          "expected at least one attempt and no negative number, found "
              + attempts
              + " attempts, "
              + firstDelay
              + ", "
              + maxDelay
              + ", "
              + maxRetryAfter
              + ", "
              + retryShare
              + ", "
              + retryFloor
              + ", "
              + requestsPerMinute
              + ", "
              + tokensPerMinute
              + ", "
              + breakerFailures
              + ", "
              + breakerPause);
    }
  }

  /**
   * Five attempts from half a second to 30 seconds apart, retries for one call in five, no limits.
   */
  public static GuardOptions defaults() {
    return new GuardOptions(
        5,
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        0.2,
        20,
        0,
        0,
        20,
        Duration.ofSeconds(30));
  }
}
