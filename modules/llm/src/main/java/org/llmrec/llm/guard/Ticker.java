package org.llmrec.llm.guard;

import java.util.concurrent.TimeUnit;

/**
 * A monotonic clock that can be waited on; tests bring one whose hours pass at once. Thread-safe.
 */
public interface Ticker {
  /** Nanoseconds since some moment; only differences mean something. */
  long nanos();

  /**
   * Returns so much later.
   *
   * @param nanos from 0 on
   * @throws InterruptedException if the thread was asked to stop
   */
  void sleep(long nanos) throws InterruptedException;

  /** The machine's clock. */
  static Ticker system() {
    return new Ticker() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
      }
    };
  }
}
