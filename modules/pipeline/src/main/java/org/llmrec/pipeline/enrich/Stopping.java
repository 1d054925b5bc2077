package org.llmrec.pipeline.enrich;

/** Passes a request to stop on to what runs, or to what will run. Thread-safe. */
final class Stopping {
  private boolean asked;
  private Runnable running;

  /** Something runs until this is closed. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** What runs can be stopped by that; at once if somebody asked before. */
  Watch watch(Runnable stop) {
    boolean now;
    synchronized (this) {
      running = stop;
      now = asked;
    }
    if (now) {
      stop.run();
    }
    return this::done;
  }

  private synchronized void done() {
    running = null;
  }

  /** Stops what runs; what runs later stops at once. */
  void stop() {
    Runnable now;
    synchronized (this) {
      asked = true;
      now = running;
    }
    if (now != null) {
      now.run();
    }
  }
}
