package org.llmrec.core.io;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps something open for as long as anybody works with it: closing waits for whoever is at work.
 * Thread-safe.
 */
public final class Lifetime {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final String what;
  private boolean closed;

  /** Of something that messages call {@code what}. */
  public Lifetime(String what) {
    this.what = what;
  }

  /**
   * Works with it.
   *
   * @throws IllegalStateException if it is closed
   */
  public <V> V whileOpen(Supplier<V> work) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(what + " is closed");
      }
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits until nobody works with it, then frees it; does nothing the second time. */
  public void close(Runnable free) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
