package org.llmrec.llm.embedded.internal.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Usage;
import org.llmrec.llm.embedded.internal.llama.NativeLibrary;
import org.llmrec.llm.embedded.internal.wire.Order;

/**
 * One engine after the other: where one has ended, the next call starts another, as long as there
 * are answers in between. Thread-safe.
 */
public final class Engines implements AutoCloseable {
  /** Engines that may end without an answer before no more are started. */
  private static final int CRASHES = 3;

  private final String model;
  private final EngineCommand command;
  private final Function<Path, Order.Open> opening;
  private final ReentrantLock lock = new ReentrantLock();
  private EngineProcess current;
  private int crashes;
  private boolean closed;

  /**
   * Starts none yet.
   *
   * @param model its name, for messages
   * @param opening makes the order that opens the model, given the library's file
   */
  public Engines(String model, EngineCommand command, Function<Path, Order.Open> opening) {
    this.model = Objects.requireNonNull(model, "model");
    this.command = Objects.requireNonNull(command, "command");
    this.opening = Objects.requireNonNull(opening, "opening");
  }

  /**
   * One that runs, perhaps still loading.
   *
   * @throws ModelException if one crash came after the other
   */
  EngineProcess running() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException(model + " is closed");
      }
      if (current != null && !current.alive()) {
        crashes++;
        current = null;
      }
      if (crashes >= CRASHES) {
        throw new ModelException(
            ModelException.Kind.CIRCUIT_OPEN,
            model
                + ": the engine's process ended "
                + crashes
                + " times without an answer, so that it is not started again; try another model, or"
                + " a server");
      }
      if (current == null) {
        current = start();
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private EngineProcess start() {
    try {
      return EngineProcess.start(
          model, command, folder -> opening.apply(NativeLibrary.here().extractTo(folder)));
    } catch (IOException e) {
      throw new ModelException(
          ModelException.Kind.CRASHED,
          model + ": the engine's process cannot be started: " + e.getMessage(),
          ModelException.Billed.NO,
          Optional.empty(),
          Usage.NONE,
          e);
    }
  }

  /** An answer came. */
  void answered() {
    lock.lock();
    try {
      crashes = 0;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (current != null) {
        current.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
