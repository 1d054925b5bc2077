package org.llmrec.llm.embedded.internal.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.embedded.internal.wire.Order;
import org.llmrec.llm.embedded.internal.wire.Report;
import org.llmrec.llm.embedded.internal.wire.Scratch;
import org.llmrec.llm.embedded.internal.wire.Wire;

/**
 * A running engine. When its process ends, every call under way fails with {@code CRASHED}, and so
 * does every later one: its owner starts another. Thread-safe.
 */
public final class EngineProcess implements AutoCloseable {
  private static final long OPENING = 0;
  private static final long LEAVE_SECONDS = 5;

  private final String model;
  private final Scratch scratch;
  private final Process process;
  private final OutputStream orders;
  private final Tail tail = new Tail();
  private final AtomicLong ids = new AtomicLong(OPENING);
  private final Map<Long, CompletableFuture<Report>> pending = new ConcurrentHashMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final CompletableFuture<Report> opened = new CompletableFuture<>();
  private final CountDownLatch cleared = new CountDownLatch(1);
  private volatile ModelException end;

  private EngineProcess(String model, Scratch scratch, Process process) {
    this.model = model;
    this.scratch = scratch;
    this.process = process;
    this.orders = process.getOutputStream();
  }

  /** Makes the order that opens the model, with the library where it was put. */
  @FunctionalInterface
  public interface Opening {
    /** The order. */
    Order.Open in(Path folder) throws IOException;
  }

  /**
   * Starts one and has it load its model; does not wait for that.
   *
   * @param model its name, for messages
   * @throws IOException if the process cannot be started
   */
  public static EngineProcess start(String model, EngineCommand command, Opening opening)
      throws IOException {
    Scratch scratch = Scratch.make();
    EngineProcess engine;
    Order.Open order;
    try {
      order = opening.in(scratch.folder());
      engine = new EngineProcess(model, scratch, command.start(scratch.folder()));
    } catch (IOException | RuntimeException e) {
      scratch.delete();
      throw e;
    }
    engine.pending.put(OPENING, engine.opened);
    Thread errors =
        engine.reader("errors", engine.process.getErrorStream(), engine.tail::add, () -> {});
    engine.reader(
        "reports", engine.process.getInputStream(), engine::line, () -> engine.over(errors));
    engine.write(order);
    return engine;
  }

  /** What came of opening: ready or refused. */
  public CompletableFuture<Report> opened() {
    return opened;
  }

  /** A call under way. */
  public record Call(long id, CompletableFuture<Report> report) {
    /** Checks for null. */
    public Call {
      Objects.requireNonNull(report, "report");
    }
  }

  /** Sends an order, made with the number that it gets. */
  public Call send(LongFunction<Order> order) {
    long id = ids.incrementAndGet();
    CompletableFuture<Report> report = new CompletableFuture<>();
    pending.put(id, report);
    write(order.apply(id));
    // Whoever came between the end's notice and this line would wait for ever.
    ModelException over = end;
    if (over != null) {
      report.completeExceptionally(over);
      pending.remove(id);
    }
    return new Call(id, report);
  }

  /** Nobody waits for that call any more. */
  public void cancel(Call call) {
    if (pending.remove(call.id()) != null) {
      write(new Order.Cancel(call.id()));
    }
  }

  /** Whether it still runs. */
  public boolean alive() {
    return end == null && process.isAlive();
  }

  /** The process' number. */
  public long pid() {
    return process.pid();
  }

  private void write(Order order) {
    writing.lock();
    try {
      Wire.write(orders, order);
    } catch (IOException e) {
      // The process is ending: its reader will notice, and knows more about it.
      tail.add("standard input: " + e.getMessage());
    } finally {
      writing.unlock();
    }
  }

  private void line(String line) {
    Wire.report(line)
        .ifPresentOrElse(
            report -> {
              CompletableFuture<Report> waiting = pending.remove(report.id());
              if (waiting != null) {
                waiting.complete(report);
              }
            },
            () -> tail.add(line));
  }

  private Thread reader(
      String name, InputStream in, Consumer<String> lines, Runnable afterTheLast) {
    return Thread.ofPlatform()
        .name("llmrec-llama-" + process.pid() + "-" + name)
        .daemon()
        .start(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  lines.accept(line);
                }
              } catch (IOException e) {
                tail.add(name + ": " + e.getMessage());
              }
              afterTheLast.run();
            });
  }

  private void over(Thread errors) {
    try {
      int code = process.waitFor();
      // What it said last may say why.
      errors.join();
      end =
          new ModelException(
              ModelException.Kind.CRASHED,
              model
                  + ": the engine's process ended with code "
                  + code
                  + (tail.text().isEmpty() ? "" : ", after: " + tail.text()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end = new ModelException(ModelException.Kind.CRASHED, model + ": interrupted");
    }
    scratch.delete();
    pending.forEach((id, report) -> report.completeExceptionally(end));
    pending.clear();
    cleared.countDown();
  }

  /** Ends the process; calls under way fail. Twice is fine. */
  @Override
  public void close() {
    try {
      orders.close();
    } catch (IOException e) {
      // It has ended already, or does not read any more.
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      // The thread that notices its end deletes what it left. That may not outlast this process.
      if (!cleared.await(LEAVE_SECONDS, TimeUnit.SECONDS)) {
        tail.add("still ending");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
