package org.llmrec.encode.fetch.internal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream on which nothing has come for a while: the JDK's client would wait for ever. */
final class Watch implements AutoCloseable {
  private final InputStream in;
  private final Duration stall;
  private final Thread watcher;
  private volatile long last = System.nanoTime();
  private volatile boolean stalled;

  Watch(InputStream in, Duration stall) {
    this.in = in;
    this.stall = stall;
    this.watcher = Thread.ofVirtual().start(this::watch);
  }

  /** Bytes have come. */
  void alive() {
    last = System.nanoTime();
  }

  boolean stalled() {
    return stalled;
  }

  private void watch() {
    try {
      while (System.nanoTime() - last < stall.toNanos()) {
        Thread.sleep(Math.clamp(stall.toMillis() / 4, 1, 1000));
      }
      stalled = true;
      in.close();
    } catch (InterruptedException | IOException e) {
      // Nobody needs watching any more.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
