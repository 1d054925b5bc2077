package org.llmrec.enrich.budget;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;
import org.llmrec.llm.batch.BatchEndpoint;
import org.llmrec.llm.price.Charge;

/**
 * A model whose every call is paid from a {@link Meter}. Belongs directly around the model, beneath
 * retries: each attempt is a call, and one that is lost or fails may cost as much as one that is
 * answered. Nothing is sent before the account on the disk knows of it. Batches pass unmetered; who
 * hands one in reserves its calls. Thread-safe.
 */
public final class MeteredModel implements LanguageModel {
  private final LanguageModel model;
  private final Meter meter;
  private final CallEstimates estimates;

  private MeteredModel(LanguageModel model, Meter meter) {
    this.model = model;
    this.meter = meter;
    estimates = new CallEstimates(meter.price());
  }

  /** Around a model, which is closed with it. */
  public static MeteredModel around(LanguageModel model, Meter meter) {
    return new MeteredModel(model, meter);
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  /**
   * One answer.
   *
   * @throws ModelException also of kind {@code BUDGET_SPENT}, and then nothing was sent
   */
  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    Completion completion = pay(estimates.of(request), () -> model.complete(request));
    estimates.learn(request, completion.usage());
    return completion;
  }

  /**
   * Scores of answers.
   *
   * @throws ModelException also of kind {@code BUDGET_SPENT}, and then nothing was sent
   */
  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    long prompt = TokenEstimate.of(request.messages());
    long answers = request.answers().stream().mapToLong(TokenEstimate::of).sum();
    return pay(meter.price().charge(prompt, answers), () -> model.score(request));
  }

  private interface Call<T> {
    T make() throws InterruptedException;
  }

  private <T> T pay(Charge estimate, Call<T> call) throws InterruptedException {
    Meter.Reservation reservation = meter.reserve(estimate);
    // What is known when the call has ended without a result of any kind: it may have been billed.
    Charge actual = Charge.NONE;
    boolean failed = true;
    try {
      written(reservation);
      actual = estimate;
      T result = call.make();
      actual = meter.price().charge(usage(result));
      failed = false;
      return result;
    } catch (ModelException e) {
      actual = charge(e, estimate);
      throw e;
    } catch (LlmrecException e) {
      // A request that cannot be made, such as one beyond the model's capabilities.
      actual = Charge.NONE;
      throw e;
    } finally {
      reservation.settle(actual, failed);
    }
  }

  private static void written(Meter.Reservation reservation) throws InterruptedException {
    try {
      reservation.durable().get();
    } catch (ExecutionException e) {
      throw new LlmrecException(
          LanguageModelCode.SPENDING_UNWRITTEN,
          "cannot write down what is spent, so nothing is sent; is the disk full?",
          e.getCause());
    }
  }

  private static Usage usage(Object result) {
    return result instanceof Completion completion ? completion.usage() : ((Scores) result).usage();
  }

  private Charge charge(ModelException failure, Charge estimate) {
    return switch (failure.billed()) {
      case NO -> Charge.NONE;
      case UNKNOWN -> estimate;
      case YES -> failure.usage().total() > 0 ? meter.price().charge(failure.usage()) : estimate;
    };
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
