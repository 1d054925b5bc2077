package org.llmrec.llm.guard;

import java.util.ArrayList;
import java.util.List;

/** A clock whose time passes only by waiting on it, and at once. It remembers the waits. */
final class VirtualTicker implements Ticker {
  private final List<Long> sleeps = new ArrayList<>();
  private long now = 1_000;

  @Override
  public synchronized long nanos() {
    return now;
  }

  @Override
  public synchronized void sleep(long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    now += nanos;
    if (nanos > 0) {
      sleeps.add(nanos);
    }
  }

  synchronized void advance(long nanos) {
    now += nanos;
  }

  synchronized List<Long> sleeps() {
    return List.copyOf(sleeps);
  }
}
