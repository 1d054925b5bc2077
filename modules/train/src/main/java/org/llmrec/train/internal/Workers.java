package org.llmrec.train.internal;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Threads for the length of one fit. Tasks may run in any order and at once, so each must write to
 * a place of its own; what they leave is then the same for any number of threads.
 */
public final class Workers implements AutoCloseable {
  private final ForkJoinPool pool;

  /**
   * Starts them.
   *
   * @param name of what they work for, for those who look at threads
   */
  public Workers(int threads, String name) {
    this.pool =
        new ForkJoinPool(
            threads,
            owner -> {
              var thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
              thread.setName(name + "-" + thread.getPoolIndex());
              return thread;
            },
            null,
            false);
  }

  /** Runs the task once for every number from 0 to {@code count - 1}, and waits for all. */
  public void each(int count, IntConsumer task) {
    // A parallel stream runs in the pool that it is started from.
    pool.submit(() -> IntStream.range(0, count).parallel().forEach(task)).join();
  }

  @Override
  public void close() {
    pool.close();
  }
}
