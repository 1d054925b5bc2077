package org.llmrec.encode.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many native objects this process has open: sessions, tensors and tokenizers. Neither library
 * counts them, and one that is forgotten is memory that no garbage collection gives back.
 * Thread-safe.
 */
public final class NativeHandles {
  private static final AtomicLong OPEN = new AtomicLong();

  private NativeHandles() {}

  static void opened() {
    OPEN.incrementAndGet();
  }

  static void closed() {
    OPEN.decrementAndGet();
  }

  /** How many are open now. */
  public static long open() {
    return OPEN.get();
  }
}
