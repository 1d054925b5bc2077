package org.llmrec.lab.run.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;

/** Does many small things on a few threads. */
public final class Workers {
  private Workers() {}

  /** One worker's part: called with number after number. */
  @FunctionalInterface
  public interface Task {
    /** Does the thing of that number. */
    void run(int number) throws Exception;
  }

  /** Makes a task for a worker, which may keep arrays of its own. */
  @FunctionalInterface
  public interface Maker {
    /** A task for one thread. */
    Task make();
  }

  /**
   * Does the things 0 to {@code n - 1}, in any order, each once; after a failure begins no other.
   *
   * @param name of the threads
   * @throws Exception the first failure, as it was thrown
   */
  public static void run(String name, int n, int threads, Maker maker) throws Exception {
    int used = Math.min(threads, n);
    AtomicInteger next = new AtomicInteger();
    if (used <= 1) {
      work(next, n, maker.make());
      return;
    }
    AtomicInteger started = new AtomicInteger();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            used,
            task -> {
              Thread thread = new Thread(task, name + "-" + started.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<Void>> futures = new ArrayList<>();
      for (int i = 0; i < used; i++) {
        futures.add(
            pool.submit(
                () -> {
                  work(next, n, maker.make());
                  return null;
                }));
      }
      await(futures);
    } finally {
      next.set(n);
      pool.shutdown();
    }
  }

  private static void work(AtomicInteger next, int n, Task task) throws Exception {
    try {
      for (int number = next.getAndIncrement(); number < n; number = next.getAndIncrement()) {
        task.run(number);
      }
    } catch (Exception | Error e) {
      next.set(n);
      throw e;
    }
  }

  private static void await(List<Future<Void>> futures) throws Exception {
    Throwable first = null;
    for (Future<Void> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        first = first == null ? e.getCause() : first;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LlmrecException(MachineCode.INTERRUPTED, "interrupted while evaluating", e);
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first != null) {
      throw (Exception) first;
    }
  }
}
