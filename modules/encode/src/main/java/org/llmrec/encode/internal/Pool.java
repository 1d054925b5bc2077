package org.llmrec.encode.internal;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Things that one thread at a time may use. Whoever waits longest is served first. Thread-safe. */
public final class Pool<T> {
  private final BlockingQueue<T> free;

  /** Of at least one thing. */
  public Pool(List<T> things) {
    this.free = new ArrayBlockingQueue<>(things.size(), true, things);
  }

  /** Works with one of them, which nobody else has meanwhile. */
  public void with(Consumer<T> work) {
    T thing = take();
    try {
      work.accept(thing);
    } finally {
      free.add(thing);
    }
  }

  private T take() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return free.take();
        } catch (InterruptedException e) {
          // The wait is one batch long; the caller looks at the flag right after.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
