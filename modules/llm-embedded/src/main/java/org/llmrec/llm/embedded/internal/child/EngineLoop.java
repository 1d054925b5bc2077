package org.llmrec.llm.embedded.internal.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.embedded.internal.llama.EngineException;
import org.llmrec.llm.embedded.internal.wire.Order;
import org.llmrec.llm.embedded.internal.wire.Report;
import org.llmrec.llm.embedded.internal.wire.Wire;

/**
 * Reads orders and sees to them. Reading goes on while a model is loaded and while answers are
 * written, so that a cancellation, and the end of the caller's process, are seen at once.
 */
public final class EngineLoop {
  /** An order, and whether it is still wanted. */
  private record Job(Order order, AtomicBoolean cancelled) {}

  private final BlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
  private final Map<Long, Job> open = new ConcurrentHashMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final OutputStream out;
  private final Engine.Opener opener;

  /**
   * Reports to a stream.
   *
   * @param opener asked once, by the first order
   */
  public EngineLoop(OutputStream out, Engine.Opener opener) {
    this.out = Objects.requireNonNull(out, "out");
    this.opener = Objects.requireNonNull(opener, "opener");
  }

  /** Sees to orders until there are no more; does not wait for the last answers. */
  public void run(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Wire.order(line).ifPresent(this::take);
    }
  }

  private void take(Order order) {
    if (order instanceof Order.Open first) {
      thread("engine-load", () -> load(first));
    } else if (order instanceof Order.Cancel) {
      Job job = open.get(order.id());
      if (job != null) {
        job.cancelled().set(true);
      }
    } else {
      Job job = new Job(order, new AtomicBoolean());
      open.put(order.id(), job);
      waiting.add(job);
    }
  }

  private void load(Order.Open order) {
    Report report;
    try {
      Engine engine = opener.open(order);
      for (int i = 1; i <= engine.parallel(); i++) {
        Engine.Worker worker = engine.worker();
        thread("engine-" + i, () -> work(worker));
      }
      report = engine.ready();
    } catch (LlmrecException e) {
      report = new Report.Refused(e.code().id(), e.getMessage());
    }
    report(report);
  }

  private void work(Engine.Worker worker) {
    try {
      while (true) {
        Job job = waiting.take();
        report(answer(worker, job));
        open.remove(job.order().id());
      }
    } catch (InterruptedException e) {
      // Nobody interrupts these threads; they end with the process.
      Thread.currentThread().interrupt();
    }
  }

  private static Report answer(Engine.Worker worker, Job job) {
    Order order = job.order();
    try {
      if (job.cancelled().get()) {
        return new Report.Failed(order.id(), ModelException.Kind.DEADLINE, "given up in the queue");
      }
      return order instanceof Order.Score score
          ? worker.score(score, job.cancelled()::get)
          : worker.write((Order.Complete) order, job.cancelled()::get);
    } catch (EngineException e) {
      return new Report.Failed(order.id(), e.kind(), e.getMessage());
    } catch (RuntimeException e) {
      // Its message might hold a part of the prompt.
      return new Report.Failed(
          order.id(), ModelException.Kind.SERVER, "the engine failed: " + e.getClass().getName());
    }
  }

  private void report(Report report) {
    writing.lock();
    try {
      Wire.write(out, report);
    } catch (IOException e) {
      throw new UncheckedIOException("the caller is gone", e);
    } finally {
      writing.unlock();
    }
  }

  private static void thread(String name, Runnable task) {
    Thread.ofPlatform().name(name).daemon().start(task);
  }
}
