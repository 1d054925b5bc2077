package org.llmrec.encode.internal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;

/**
 * Runs numbered tasks on the caller's thread and, where they are free, on helpers. The caller
 * always makes headway itself, so that any number of callers share a crew without waiting for each
 * other's jobs. Thread-safe.
 */
public final class Crew implements AutoCloseable {
  private static final int SLICE = 64;

  private final int helpers;
  private final ExecutorService pool;

  /** Threads are daemons and named {@code name-1}, {@code name-2} and so on. */
  public Crew(int helpers, String name) {
    this.helpers = helpers;
    this.pool = helpers == 0 ? null : Executors.newFixedThreadPool(helpers, daemonsNamed(name));
  }

  private static ThreadFactory daemonsNamed(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Runs {@code task} once for every number from 0 to {@code tasks - 1}, in any order and at once.
   * Returns when nothing of it runs any more; throws what the first failing task threw, and then
   * starts no further one.
   *
   * @throws LlmrecException if the caller's thread is interrupted; it stays so
   */
  public void run(int tasks, IntConsumer task) {
    Job job = new Job(tasks, task);
    for (int i = Math.min(helpers, tasks - 1); i > 0; i--) {
      pool.execute(() -> job.work(false));
    }
    job.work(true);
    job.finish();
  }

  /** The same for tasks that are short: a thread takes {@value #SLICE} of them at a time. */
  public void runShort(int tasks, IntConsumer task) {
    run(
        (tasks + SLICE - 1) / SLICE,
        slice -> {
          for (int i = slice * SLICE; i < Math.min(tasks, (slice + 1) * SLICE); i++) {
            task.accept(i);
          }
        });
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }

  private static final class Job {
    private final int tasks;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private volatile Throwable failure;
    private int atWork;

    Job(int tasks, IntConsumer task) {
      this.tasks = tasks;
      this.task = task;
    }

    void work(boolean caller) {
      synchronized (this) {
        atWork++;
      }
      try {
        while (failure == null) {
          if (caller && Thread.currentThread().isInterrupted()) {
            throw new LlmrecException(
                MachineCode.INTERRUPTED, "encoding was interrupted before it was done");
          }
          int i = next.getAndIncrement();
          if (i >= tasks) {
            break;
          }
          task.accept(i);
        }
      } catch (RuntimeException | Error e) {
        fail(e);
      } finally {
        synchronized (this) {
          atWork--;
          notifyAll();
        }
      }
    }

    private synchronized void fail(Throwable e) {
      if (failure == null) {
        failure = e;
      }
    }

    /** Waits for helpers in the middle of a task; one that only arrives now finds nothing to do. */
    synchronized void finish() {
      boolean interrupted = false;
      while (atWork > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      switch (failure) {
        case null -> {}
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        default -> throw new AssertionError("tasks throw nothing checked", failure);
      }
    }
  }
}
