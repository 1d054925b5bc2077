package org.llmrec.llm.embedded.internal.process;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.ErrorCode;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Usage;
import org.llmrec.llm.embedded.internal.wire.Order;
import org.llmrec.llm.embedded.internal.wire.Report;

/** Calls to an engine: waits for what it reports, up to the deadline. Thread-safe. */
public final class Calls implements AutoCloseable {
  private final String model;
  private final Engines engines;
  private final int contextTokens;

  private Calls(String model, Engines engines, int contextTokens) {
    this.model = Objects.requireNonNull(model, "model");
    this.engines = engines;
    this.contextTokens = contextTokens;
  }

  /**
   * Starts the first engine, and waits until it has loaded its model.
   *
   * @throws ConfigException if it cannot
   */
  public static Calls open(String model, Engines engines) {
    try {
      Report report = engines.running().opened().get();
      if (report instanceof Report.Ready ready) {
        return new Calls(model, engines, ready.contextTokens());
      }
      throw refused(report);
    } catch (InterruptedException e) {
      engines.close();
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED, model + ": interrupted while it was loaded", e);
    } catch (ExecutionException e) {
      engines.close();
      throw new ConfigException(
          LanguageModelCode.ENGINE_MODEL,
          e.getCause().getMessage() + "; is the model's file damaged, or too large for the memory?",
          e);
    } catch (RuntimeException e) {
      engines.close();
      throw e;
    }
  }

  private static ConfigException refused(Report report) {
    if (report instanceof Report.Refused refused) {
      ErrorCode code = ErrorCode.find(refused.code()).orElse(LanguageModelCode.ENGINE_MODEL);
      return new ConfigException(code, refused.message());
    }
    return new ConfigException(LanguageModelCode.ENGINE_MODEL, "unexpected " + report);
  }

  /** Tokens of prompt and answer that fit. */
  public int contextTokens() {
    return contextTokens;
  }

  /** The number of the engine's process; starts one if none runs. */
  public long enginePid() {
    try {
      return engines.running().pid();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LlmrecException(MachineCode.INTERRUPTED, "interrupted", e);
    }
  }

  /**
   * One call.
   *
   * @throws ModelException if the deadline passes or the engine ends
   * @throws InterruptedException if the thread was asked to stop
   */
  public Report call(LongFunction<Order> order, Deadline deadline) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("asked to stop before the call");
    }
    if (deadline.expired()) {
      throw late(ModelException.Billed.NO);
    }
    EngineProcess engine = engines.running();
    try {
      Report opened = await(engine.opened(), deadline);
      if (opened instanceof Report.Refused) {
        // It was there when it was opened first.
        throw new ModelException(ModelException.Kind.NOT_FOUND, refused(opened).getMessage());
      }
    } catch (TimeoutException e) {
      throw late(ModelException.Billed.NO);
    }
    EngineProcess.Call call = engine.send(order);
    boolean done = false;
    try {
      Report report = await(call.report(), deadline);
      done = true;
      engines.answered();
      return report;
    } catch (TimeoutException e) {
      throw late(ModelException.Billed.UNKNOWN);
    } finally {
      if (!done) {
        engine.cancel(call);
      }
    }
  }

  private static Report await(CompletableFuture<Report> report, Deadline deadline)
      throws InterruptedException, TimeoutException {
    try {
      return report.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      // With the stack of the call, not of the thread that noticed.
      throw new ModelException(
          ModelException.Kind.CRASHED,
          e.getCause().getMessage(),
          ModelException.Billed.NO,
          Optional.empty(),
          Usage.NONE,
          e.getCause());
    }
  }

  private ModelException late(ModelException.Billed billed) {
    return new ModelException(
        ModelException.Kind.DEADLINE,
        model + ": the deadline passed before the answer was there",
        billed,
        Optional.empty(),
        Usage.NONE,
        null);
  }

  @Override
  public void close() {
    engines.close();
  }
}
