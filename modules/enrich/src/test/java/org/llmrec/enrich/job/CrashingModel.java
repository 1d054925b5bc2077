package org.llmrec.enrich.job;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.batch.BatchCall;
import org.llmrec.llm.batch.BatchEndpoint;
import org.llmrec.llm.batch.BatchResult;
import org.llmrec.llm.batch.BatchStatus;

/** A model whose batches hold few calls, and which goes down at a given step. */
final class CrashingModel implements LanguageModel {
  private final LanguageModel model;
  private final int maxCalls;
  private final Crash crash;

  CrashingModel(LanguageModel model, int maxCalls, Crash crash) {
    this.model = model;
    this.maxCalls = maxCalls;
    this.crash = crash;
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public Completion complete(CompletionRequest request) {
    return crash.step("complete", () -> model.complete(request));
  }

  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    return model.score(request);
  }

  @Override
  public Optional<BatchEndpoint> batch() {
    return model.batch().map(Crashing::new);
  }

  @Override
  public void close() {
    model.close();
  }

  private final class Crashing implements BatchEndpoint {
    private final BatchEndpoint endpoint;

    Crashing(BatchEndpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public int maxCalls() {
      return maxCalls;
    }

    @Override
    public long maxBytes() {
      return endpoint.maxBytes();
    }

    @Override
    public long bytes(BatchCall call) {
      return endpoint.bytes(call);
    }

    @Override
    public String submit(String label, List<BatchCall> calls) {
      return crash.step("submit", () -> endpoint.submit(label, calls));
    }

    @Override
    public Optional<String> find(String label) {
      return crash.step("find", () -> endpoint.find(label));
    }

    @Override
    public BatchStatus status(String id) {
      return crash.step("status", () -> endpoint.status(id));
    }

    @Override
    public void results(String id, Consumer<BatchResult> each) {
      crash.step(
          "results",
          () -> {
            endpoint.results(id, each);
            return null;
          });
    }

    @Override
    public void cancel(String id) throws InterruptedException {
      endpoint.cancel(id);
    }
  }
}
