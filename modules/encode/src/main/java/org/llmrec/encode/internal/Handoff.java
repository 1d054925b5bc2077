package org.llmrec.encode.internal;

/**
 * Passes things from one thread to another and holds none: whoever puts one waits until it is
 * taken. Closing wakes both sides.
 */
public final class Handoff<T> {
  private T item;
  private boolean closed;

  /**
   * Waits until the thing is taken.
   *
   * @return false if nobody will take it, or anything after it, because this is closed
   */
  public synchronized boolean put(T next) throws InterruptedException {
    item = next;
    notifyAll();
    while (item != null && !closed) {
      wait();
    }
    return !closed;
  }

  /**
   * Waits for the next thing.
   *
   * @return null if there will be none, because this is closed
   */
  public synchronized T take() throws InterruptedException {
    while (item == null && !closed) {
      wait();
    }
    T taken = closed ? null : item;
    item = null;
    notifyAll();
    return taken;
  }

  /** Ends it for both sides. */
  public synchronized void close() {
    closed = true;
    item = null;
    notifyAll();
  }
}
