package org.llmrec.train.blas;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Work in pieces that do not depend on how many threads take them. */
final class Tiles {
  /** Rows and columns of a tile; what fits in one is not tiled. */
  static final int SIDE = 512;

  private Tiles() {}

  /** How many tiles cover that many rows. */
  static int count(int rows) {
    return (rows + SIDE - 1) / SIDE;
  }

  /** Rows of a tile: {@link #SIDE}, and less in the last. */
  static int extent(int tile, int rows) {
    return Math.min(SIDE, rows - tile * SIDE);
  }

  /** Does every piece once; the calling thread works too. Ends when all are done. */
  static void run(int pieces, int threads, IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable worker =
        () -> {
          try {
            for (int piece = next.getAndIncrement();
                piece < pieces && failure.get() == null;
                piece = next.getAndIncrement()) {
              work.accept(piece);
            }
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
          }
        };
    Thread[] helpers = new Thread[Math.max(0, Math.min(threads, pieces) - 1)];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = Thread.ofPlatform().daemon().name("llmrec-blas-" + i).start(worker);
    }
    worker.run();
    join(helpers);
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /** Native code cannot be interrupted, and its memory must outlive it: an interrupt waits. */
  private static void join(Thread[] helpers) {
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (true) {
        try {
          helper.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
