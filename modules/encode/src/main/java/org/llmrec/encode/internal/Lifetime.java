package org.llmrec.encode.internal;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Keeps a native thing open while calls are under way, and refuses those that come later. */
public final class Lifetime {
  private final String what;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean ended;

  /** Of what a message calls so. */
  public Lifetime(String what) {
    this.what = what;
  }

  /**
   * Works while it is open.
   *
   * @throws IllegalStateException if it is closed
   */
  public <V> V during(Supplier<V> work) {
    lock.readLock().lock();
    try {
      if (ended) {
        throw new IllegalStateException(what + " is closed");
      }
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits for the calls under way, then closes; nothing the second time. */
  public void end(Runnable closing) {
    lock.writeLock().lock();
    try {
      if (!ended) {
        ended = true;
        closing.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
