package org.llmrec.enrich.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.llm.ModelException;

/**
 * Where outcomes of flights come in: rows go to the store and count once they are on the disk,
 * failures that end the job stop it. Thread-safe.
 */
final class Desk {
  /** From a question to its row. */
  interface Asking {
    Asker.Outcome outcome() throws InterruptedException;
  }

  /** What the job's own thread does. */
  interface Steps {
    void run() throws IOException, InterruptedException;
  }

  private final AnswerStore store;
  private final Flights flights;
  private volatile Tally tally;
  private final JobStatus status;
  private final AtomicReference<Ending> ending = new AtomicReference<>();
  private final AtomicReference<Throwable> broken = new AtomicReference<>();

  Desk(AnswerStore store, Flights flights, Tally tally, JobStatus status) {
    this.store = store;
    this.flights = flights;
    this.tally = tally;
    this.status = status;
  }

  /** Counts on another tally from now on; nothing may be under way. */
  void counting(Tally other) {
    tally = other;
  }

  /** One question; to be run on its flight's thread. */
  void handle(Flight flight, Asking asking) {
    try {
      Asker.Outcome outcome = asking.outcome();
      // The answer is in hand: a late request to stop must not keep it from the disk.
      Thread.interrupted();
      store.put(outcome.row()).join();
      tally.stored(outcome.row().status());
      status.counted(1);
      outcome.ends().ifPresent(this::stop);
    } catch (ModelException e) {
      stop(Ending.of(e));
    } catch (Flight.NotTried | InterruptedException e) {
      if (!flight.stopping()) {
        breaks(e);
      }
    } catch (CompletionException e) {
      breaks(e.getCause());
    } catch (RuntimeException | Error e) {
      breaks(e);
    }
  }

  /**
   * Goes through the job's steps and waits for all flights; whatever ends the steps ends the job.
   *
   * @param stop what an interrupt does; it stands again when this returns
   */
  void follow(Steps steps, Runnable stop) {
    boolean interrupted = false;
    try {
      steps.run();
    } catch (UncheckedIOException e) {
      breaks(e.getCause());
    } catch (IOException | RuntimeException | Error e) {
      breaks(e);
    } catch (InterruptedException e) {
      interrupted = true;
      stop.run();
    }
    flights.await();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the job; the first reason stays. */
  void stop(Ending how) {
    ending.compareAndSet(null, how);
    flights.stop();
  }

  /** Something is wrong that nobody foresaw: the job ends with it. */
  void breaks(Throwable cause) {
    broken.compareAndSet(null, cause);
    flights.stop();
  }

  boolean stopping() {
    return ending.get() != null || broken.get() != null;
  }

  /** How the job ended. */
  Ending ending() {
    Ending how = ending.get();
    return how == null ? Ending.DONE : how;
  }

  /** Throws what went wrong, if anything did. */
  void check() throws IOException {
    Throwable cause = broken.get();
    if (cause instanceof IOException) {
      throw new IOException(cause.getMessage(), cause);
    } else if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (cause instanceof Error error) {
      throw error;
    } else if (cause != null) {
      throw new IllegalStateException("a question's thread was interrupted by somebody", cause);
    }
  }
}
