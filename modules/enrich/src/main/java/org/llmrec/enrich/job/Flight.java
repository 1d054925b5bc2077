package org.llmrec.enrich.job;

/**
 * A question that is being asked. Knows whether its thread can be interrupted without losing an
 * answer that is paid for: only while it waits for its turn or for the next attempt, and never once
 * it has an answer. Thread-safe.
 */
final class Flight {
  /** Thrown instead of making a call, once the job is to stop. */
  static final class NotTried extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotTried() {
      super("the job is stopping", null, false, false);
    }
  }

  private final Thread thread;
  private boolean calling;
  private boolean answered;
  private boolean stopping;

  Flight(Thread thread) {
    this.thread = thread;
  }

  /** A call is about to be made. */
  synchronized void calling() {
    if (stopping && !answered) {
      throw new NotTried();
    }
    calling = true;
  }

  /** It brought an answer. */
  synchronized void answered() {
    answered = true;
  }

  /** It brought none: there may be another attempt, but not once the job is to stop. */
  synchronized void failed() {
    calling = false;
    // A stop during the call let it come to its end; the wait for the next attempt would be in
    // vain.
    if (stopping && !answered) {
      thread.interrupt();
    }
  }

  /** No further call, except to repair an answer. */
  synchronized void stop() {
    stopping = true;
    if (!calling && !answered) {
      thread.interrupt();
    }
  }

  synchronized boolean stopping() {
    return stopping;
  }
}
