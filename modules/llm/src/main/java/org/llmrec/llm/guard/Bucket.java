package org.llmrec.llm.guard;

import java.util.concurrent.TimeUnit;

/**
 * A token bucket: fills evenly with a minute's amount per minute and holds one second's worth, or
 * one unit if that is more. In any minute at most the limit and that second's worth can be taken.
 *
 * <p>An amount that the bucket cannot hold is handed out when it is full, and the bucket goes into
 * debt: the next caller waits until the debt is paid. So an amount of more than a whole minute
 * passes, alone, instead of waiting for ever. Not thread-safe.
 */
final class Bucket {
  private static final double MINUTE = TimeUnit.MINUTES.toNanos(1);

  /** So much may be missing by rounding alone. */
  private static final double SLACK = 1e-6;

  private final double perNano;
  private final double capacity;
  private double level;
  private long filled;

  /** A full one. */
  Bucket(long perMinute, long now) {
    this.perNano = perMinute / MINUTE;
    this.capacity = Math.max(1, perMinute / 60.0);
    this.level = capacity;
    this.filled = now;
  }

  /** Nanoseconds until that much can be taken; 0 if it can be now. */
  long nanosUntil(double amount, long now) {
    fill(now);
    double missing = Math.min(amount, capacity) - level;
    return missing <= SLACK ? 0 : (long) Math.ceil(missing / perNano);
  }

  /** Takes it, be it there or not; a negative amount is given back. */
  void take(double amount, long now) {
    fill(now);
    level = Math.min(capacity, level - amount);
  }

  private void fill(long now) {
    // Threads that read the clock in one order may come here in another.
    long passed = Math.max(0, now - filled);
    level = Math.min(capacity, level + passed * perNano);
    filled += passed;
  }
}
