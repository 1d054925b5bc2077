package org.llmrec.enrich.job;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.batch.BatchEndpoint;

/**
 * A model that is called by so many at once. Belongs beneath the meter and the guard, so that a
 * place is held only while a call is really made, and not by those who wait for the disk or for
 * their next attempt. Thread-safe.
 */
final class SlottedModel implements LanguageModel {
  private final LanguageModel model;
  private final Semaphore slots;

  SlottedModel(LanguageModel model, int slots) {
    this.model = model;
    this.slots = new Semaphore(slots);
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    slots.acquire();
    try {
      return model.complete(request);
    } finally {
      slots.release();
    }
  }

  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    slots.acquire();
    try {
      return model.score(request);
    } finally {
      slots.release();
    }
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
