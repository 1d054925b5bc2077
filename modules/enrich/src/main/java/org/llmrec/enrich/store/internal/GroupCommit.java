package org.llmrec.enrich.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.llmrec.core.error.CorruptFileException;

/**
 * The one thread that writes. It takes all that waits, in the order in which it came, writes it in
 * one transaction, and says so to everybody at once when it is on the disk: while one transaction
 * is being flushed the next one gathers, so that nobody waits for company. After a failure nothing
 * more is written, for what was lost may be what the rest builds on.
 */
final class GroupCommit implements AutoCloseable {
  /** How many rows may wait before those who bring more have to wait too. */
  static final int WAITING_ROWS = 1024;

  /** Something to write. */
  interface Change {
    void apply(Tables tables) throws SQLException;
  }

  private record Waiting(Change change, boolean row, CompletableFuture<Void> done) {}

  private final Path file;
  private final Tables tables;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(WAITING_ROWS);
  private final Thread thread;
  private volatile IOException failure;
  private volatile boolean closing;

  GroupCommit(Path file, Tables tables) {
    this.file = file;
    this.tables = tables;
    this.thread = Thread.ofPlatform().daemon().name("llmrec-answers-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Takes a row; waits while too many others wait. */
  CompletableFuture<Void> row(Change change) {
    // What is done when a row is durable runs in that thread: it must not wait for itself.
    boolean counted = Thread.currentThread() != thread;
    if (counted) {
      room.acquireUninterruptibly();
    }
    return submit(change, counted);
  }

  /** Takes something small; never waits. */
  CompletableFuture<Void> small(Change change) {
    return submit(change, false);
  }

  /** Takes something small that nobody waits for: whether it failed is seen at the next call. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void note(Change change) {
    submit(change, false);
  }

  private CompletableFuture<Void> submit(Change change, boolean row) {
    Waiting waiting = new Waiting(change, row, new CompletableFuture<>());
    synchronized (queue) {
      if (closing) {
        if (row) {
          room.release();
        }
        throw new IllegalStateException("the answer store is closed");
      }
      queue.add(waiting);
    }
    return waiting.done();
  }

  /** Returns when it is done. */
  static void await(CompletableFuture<Void> written) throws IOException {
    try {
      written.join();
    } catch (CompletionException e) {
      // Anew, so that the stack is that of the caller.
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Why nothing is written any more, or null. */
  IOException failure() {
    return failure;
  }

  private void run() {
    List<Waiting> together = new ArrayList<>();
    while (true) {
      try {
        together.add(queue.take());
      } catch (InterruptedException e) {
        // Nobody has this thread to interrupt it; answers that were paid for come first.
        continue;
      }
      queue.drainTo(together);
      write(together);
      int rows = (int) together.stream().filter(Waiting::row).count();
      room.release(rows);
      IOException failed = failure;
      for (Waiting each : together) {
        if (failed == null) {
          each.done().complete(null);
        } else {
          each.done().completeExceptionally(failed);
        }
      }
      together.clear();
      synchronized (queue) {
        if (closing && queue.isEmpty()) {
          return;
        }
      }
    }
  }

  private void write(List<Waiting> together) {
    if (failure != null) {
      return;
    }
    try {
      for (Waiting each : together) {
        each.change().apply(tables);
      }
      tables.commit();
    } catch (SQLException e) {
      failure = words(e);
      rollback(e);
    } catch (Throwable e) { // whatever it is, those who wait must hear of it
      failure = new IOException("cannot write " + file + ": " + e, e);
      rollback(e);
    }
  }

  private IOException words(SQLException e) {
    try {
      return Failures.of(file, "write", e);
    } catch (CorruptFileException damage) {
      return new IOException(damage.getMessage(), damage);
    }
  }

  private void rollback(Throwable cause) {
    try {
      tables.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Waits until all that was taken is written. */
  @Override
  public void close() throws IOException {
    synchronized (queue) {
      if (!closing) {
        closing = true;
        queue.add(new Waiting(nothing -> {}, false, new CompletableFuture<>()));
      }
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      tables.close();
    } catch (SQLException e) {
      throw Failures.of(file, "close", e);
    }
    if (failure != null) {
      throw failure;
    }
  }
}
