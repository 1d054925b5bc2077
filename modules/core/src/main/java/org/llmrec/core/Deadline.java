package org.llmrec.core;

import java.time.Duration;

/**
 * The moment by which an answer is wanted: passed down unchanged, so that every stage sees what is
 * left rather than a fresh timeout. Measured on the monotonic clock. Immutable.
 */
public final class Deadline {
  private static final Deadline NONE = new Deadline(0, false);

  private final long nanoTime;
  private final boolean bounded;

  private Deadline(long nanoTime, boolean bounded) {
    this.nanoTime = nanoTime;
    this.bounded = bounded;
  }

  /** No limit: never expires. */
  public static Deadline none() {
    return NONE;
  }

  /**
   * This long from now.
   *
   * @throws IllegalArgumentException if {@code time} is negative
   */
  public static Deadline in(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a deadline lies ahead, found " + time);
    }
    // Beyond a century the sum could overflow and nobody waits that long.
    if (time.compareTo(Duration.ofDays(36_500)) > 0) {
      return NONE;
    }
    return new Deadline(System.nanoTime() + time.toNanos(), true);
  }

  /** Whether there is a limit at all. */
  public boolean bounded() {
    return bounded;
  }

  /** Whether the time is up. */
  public boolean expired() {
    return bounded && nanoTime - System.nanoTime() <= 0;
  }

  /** Nanoseconds left, zero when expired, {@link Long#MAX_VALUE} when unbounded. */
  public long remainingNanos() {
    return bounded ? Math.max(0, nanoTime - System.nanoTime()) : Long.MAX_VALUE;
  }
}
