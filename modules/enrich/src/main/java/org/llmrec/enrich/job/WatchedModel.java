package org.llmrec.enrich.job;

import java.util.Optional;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.batch.BatchEndpoint;

/**
 * Tells a flight of its calls and counts those that fail. Belongs between guard and meter: each
 * attempt passes here before it costs. Thread-safe.
 */
final class WatchedModel implements LanguageModel {
  private final LanguageModel model;
  private final Flights flights;
  private final Tally tally;

  WatchedModel(LanguageModel model, Flights flights, Tally tally) {
    this.model = model;
    this.flights = flights;
    this.tally = tally;
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    Flight flight = flights.current();
    flight.calling();
    boolean answered = false;
    try {
      Completion completion = model.complete(request);
      answered = true;
      return completion;
    } catch (ModelException e) {
      if (e.kind() != ModelException.Kind.BUDGET_SPENT) {
        tally.failure(e.kind());
      }
      throw e;
    } finally {
      if (answered) {
        flight.answered();
      } else {
        flight.failed();
      }
    }
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
