package org.llmrec.enrich.store.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * A few threads that read, each with a connection. A virtual thread that asks is parked meanwhile;
 * were it to call SQLite itself, it would hold on to its carrier.
 */
final class Readers implements AutoCloseable {
  private static final int THREADS = 4;

  /** A question to the database. */
  interface Query<T> {
    T ask(Reading reading) throws SQLException;
  }

  private final Path file;
  private final ExecutorService threads;
  private final ConcurrentLinkedQueue<Reading> idle = new ConcurrentLinkedQueue<>();

  Readers(Path file) {
    this.file = file;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("llmrec-answers-reader-", 0).factory());
  }

  /**
   * The answer, from what is on the disk.
   *
   * @throws InterruptedIOException if the caller is interrupted, which it still is then
   */
  <T> T ask(Query<T> query) throws IOException {
    Future<T> answer;
    try {
      answer = threads.submit(() -> askHere(query));
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the answer store is closed", e);
    }
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted while reading " + file);
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private <T> T askHere(Query<T> query) throws SQLException {
    Reading reading = idle.poll();
    if (reading == null) {
      reading = new Reading(file);
    }
    try {
      T answer = query.ask(reading);
      idle.add(reading);
      return answer;
    } catch (Throwable e) {
      // What the connection is good for now nobody knows.
      reading.close();
      throw e;
    }
  }

  private IOException failure(Throwable cause) {
    return switch (cause) {
      case SQLException e -> Failures.of(file, "read", e);
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> new IOException("cannot read " + file, cause);
    };
  }

  @Override
  public void close() throws IOException {
    threads.close();
    try {
      for (Reading reading = idle.poll(); reading != null; reading = idle.poll()) {
        reading.close();
      }
    } catch (SQLException e) {
      throw Failures.of(file, "close", e);
    }
  }
}
