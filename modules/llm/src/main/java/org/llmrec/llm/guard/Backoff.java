package org.llmrec.llm.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt. "Full jitter": evenly drawn from zero to a bound that
 * doubles, so that callers who failed together do not come back together (Brooker, "Exponential
 * Backoff And Jitter", AWS Architecture Blog, 2015). Thread-safe.
 */
final class Backoff {
  private final long first;
  private final long max;
  private final RandomGenerator random;

  Backoff(Duration first, Duration max, RandomGenerator random) {
    this.first = first.toNanos();
    this.max = max.toNanos();
    this.random = random;
  }

  /**
   * Nanoseconds to wait.
   *
   * @param failed attempts so far, from 1 on
   * @param retryAfter what the server asks for; it wins
   */
  long nanos(int failed, Optional<Duration> retryAfter) {
    return retryAfter
        .map(Duration::toNanos)
        .map(this::atLeast)
        .orElseGet(() -> drawn(bound(failed)));
  }

  /** That long, and up to a tenth of it (or the first delay, if that is longer) on top. */
  long atLeast(long nanos) {
    return Math.max(0, nanos) + drawn(Math.max(first, nanos / 10));
  }

  private long bound(int failed) {
    // 2^62 ns are 146 years; shifting further would overflow.
    int doublings = Math.min(failed - 1, Long.numberOfLeadingZeros(Math.max(1, first)) - 2);
    return Math.min(max, first << doublings);
  }

  private long drawn(long bound) {
    synchronized (random) {
      return random.nextLong(bound + 1);
    }
  }
}
