package org.llmrec.llm.guard;

import java.time.Duration;

/**
 * The silence that a server has asked for with {@code Retry-After}: all callers keep it, not only
 * the one that was told. Thread-safe.
 */
final class Pause {
  private static final Duration LONGEST = Duration.ofDays(365);

  private boolean asked;
  private long end;

  /**
   * Nobody may call for so long from now; an earlier wish for longer stays.
   *
   * @return whether this begins a silence, rather than being heard during one
   */
  synchronized boolean ask(Duration wish, long now) {
    boolean begins = left(now) == 0;
    long until = now + (wish.compareTo(LONGEST) > 0 ? LONGEST : wish).toNanos();
    if (!asked || until - end > 0) {
      end = until;
      asked = true;
    }
    return begins;
  }

  /** Nanoseconds until calls may be made; 0 if they may now. */
  synchronized long left(long now) {
    return asked ? Math.max(0, end - now) : 0;
  }
}
