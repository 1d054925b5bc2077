package org.llmrec.enrich.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.guard.GuardOptions;

/**
 * Repeats requests about batches that failed for a reason that may pass, with growing waits. These
 * cost nothing, so no budget counts them. Thread-safe.
 */
final class Patience {
  /** A request. */
  interface Request<T> {
    T make() throws InterruptedException;
  }

  private final GuardOptions options;
  private final CountDownLatch stopped = new CountDownLatch(1);

  Patience(GuardOptions options) {
    this.options = options;
  }

  /** Ends all waits, now and later. */
  void stop() {
    stopped.countDown();
  }

  /** Waits, unless stopped; whether it was not. */
  boolean sleep(Duration time) throws InterruptedException {
    return !stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * What the request brings, at the first attempt or a later one.
   *
   * @throws ModelException if none brings anything
   */
  <T> T until(Request<T> request) throws InterruptedException {
    Duration wait = options.firstDelay();
    for (int attempt = 1; ; attempt++) {
      try {
        return request.make();
      } catch (ModelException e) {
        Duration pause = e.retryAfter().orElse(wait);
        if (!e.kind().retriable()
            || attempt >= options.attempts()
            || pause.compareTo(options.maxRetryAfter()) > 0
            || !sleep(pause)) {
          throw e;
        }
        Duration next = wait.multipliedBy(2);
        wait = next.compareTo(options.maxDelay()) > 0 ? options.maxDelay() : next;
      }
    }
  }
}
