package org.llmrec.llm.guard;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Calls and tokens per minute. Callers pass one after another, in the order in which they came: the
 * first in the queue waits until its call and its tokens are there, the others wait behind it.
 * Thread-safe.
 */
final class Limiter {
  private final Ticker ticker;
  private final Bucket calls;
  private final Bucket tokens;

  /** Held by the first in the queue while it waits. */
  private final ReentrantLock turnstile = new ReentrantLock(true);

  /**
   * Starts with both buckets full.
   *
   * @param requestsPerMinute 0 for no limit
   * @param tokensPerMinute 0 for no limit
   */
  Limiter(int requestsPerMinute, long tokensPerMinute, Ticker ticker) {
    this.ticker = ticker;
    this.calls = requestsPerMinute == 0 ? null : new Bucket(requestsPerMinute, ticker.nanos());
    this.tokens = tokensPerMinute == 0 ? null : new Bucket(tokensPerMinute, ticker.nanos());
  }

  /**
   * Waits until a call with so many tokens may be made, and takes both.
   *
   * @param patience gives up rather than wait for as long; nothing is taken then
   * @return whether it may be made
   */
  boolean acquire(long amount, long patience) throws InterruptedException {
    if (calls == null && tokens == null) {
      return true;
    }
    long end = ticker.nanos() + Math.min(patience, Long.MAX_VALUE / 2);
    if (!turnstile.tryLock(patience, TimeUnit.NANOSECONDS)) {
      return false;
    }
    try {
      while (true) {
        long wait = takeOrWait(amount);
        if (wait == 0) {
          return true;
        }
        if (wait >= end - ticker.nanos()) {
          return false;
        }
        ticker.sleep(wait);
      }
    } finally {
      turnstile.unlock();
    }
  }

  /** Gives back a call that was not made after all. */
  synchronized void giveBack(long amount) {
    take(-1, -amount);
  }

  /** Puts what a call used in place of what was taken for it. */
  synchronized void settle(long taken, long used) {
    take(0, used - taken);
  }

  /** Threads that wait behind the first. */
  int queued() {
    return turnstile.getQueueLength();
  }

  private synchronized long takeOrWait(long amount) {
    long now = ticker.nanos();
    long wait =
        Math.max(
            calls == null ? 0 : calls.nanosUntil(1, now),
            tokens == null ? 0 : tokens.nanosUntil((double) amount, now));
    if (wait == 0) {
      take(1, amount);
    }
    return wait;
  }

  private void take(int madeCalls, long amount) {
    long now = ticker.nanos();
    if (calls != null) {
      calls.take(madeCalls, now);
    }
    if (tokens != null) {
      tokens.take((double) amount, now);
    }
  }
}
