package org.llmrec.llm.guard;

import java.time.Duration;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

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
 * @param retryFloor retries allowed in any case; callers whom the server sends into the same pause
 *     share one
 * @param requestsPerMinute the most calls sent; 0 for no limit
 * @param tokensPerMinute the most tokens of prompts and answers; 0 for no limit
 * @param breakerFailures as many failures in a row that speak of the server (no connection, no
 *     answer in time, 5xx, 408, garbage, a crash) open the circuit; 0 for none
 * @param breakerPause for so long nothing is tried, then one call at a time is
 * @param breakerPatience for so long after the circuit opened do calls wait for it to close, as far
 *     as their deadlines allow; zero lets them fail at once, which suits a caller with a user
 *     before it, while a job that runs overnight rather waits some minutes
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
    Duration breakerPause,
    Duration breakerPatience) {
  private static final Duration YEAR = Duration.ofDays(365);

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public GuardOptions {
    if (attempts < 1
        || isOut(firstDelay)
        || isOut(maxDelay)
        || isOut(maxRetryAfter)
        || isOut(breakerPause)
        || isOut(breakerPatience)
        || !(retryShare >= 0)
        || retryFloor < 0
        || requestsPerMinute < 0
        || tokensPerMinute < 0
        || breakerFailures < 0) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected at least one attempt, no negative number and no wait of more than a year, found "
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
              + breakerPause
              + ", "
              + breakerPatience);
    }
  }

  /** Without patience: while the circuit is open calls fail at once. */
  public GuardOptions(
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
    this(
        attempts,
        firstDelay,
        maxDelay,
        maxRetryAfter,
        retryShare,
        retryFloor,
        requestsPerMinute,
        tokensPerMinute,
        breakerFailures,
        breakerPause,
        Duration.ZERO);
  }

  /**
   * Five attempts from half a second to 30 seconds apart, retries for one call in five, no limits;
   * while the circuit is open calls fail at once.
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

  /** With another number of attempts. */
  public GuardOptions attempts(int value) {
    return with(value, requestsPerMinute, tokensPerMinute, breakerPatience);
  }

  /** With other limits per minute; 0 for none. */
  public GuardOptions limits(int requests, long tokens) {
    return with(attempts, requests, tokens, breakerPatience);
  }

  /** With another patience while the circuit is open. */
  public GuardOptions breakerPatience(Duration value) {
    return with(attempts, requestsPerMinute, tokensPerMinute, value);
  }

  /** Longer than a year does not fit the clock. */
  private static boolean isOut(Duration wait) {
    return wait.isNegative() || wait.compareTo(YEAR) > 0;
  }

  private GuardOptions with(int tries, int requests, long tokens, Duration patience) {
    return new GuardOptions(
        tries,
        firstDelay,
        maxDelay,
        maxRetryAfter,
        retryShare,
        retryFloor,
        requests,
        tokens,
        breakerFailures,
        breakerPause,
        patience);
  }
}
