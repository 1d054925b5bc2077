package org.llmrec.llm.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.llmrec.core.Deadline;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;
import org.llmrec.llm.batch.BatchEndpoint;

/**
 * A model with retries by kind, limits on calls and tokens per minute, and a circuit breaker. One
 * such guard is one job's: its retry budget counts all calls made through it. Thread-safe.
 *
 * <p>The rules, in their order:
 *
 * <ul>
 *   <li>No attempt and no wait begins that the request's deadline does not leave room for; the call
 *       ends with {@link Kind#DEADLINE}, which names the last failure.
 *   <li>{@code Retry-After} of a 429 or 5xx silences all callers, not only the one that was told. A
 *       wish for longer than {@link GuardOptions#maxRetryAfter} ends the call with the failure as
 *       it is; calls made during such a pause end with {@link Kind#CIRCUIT_OPEN}, unsent.
 *   <li>Limits are kept by token buckets that hold one second's worth, so in any minute at most the
 *       limit and that second's worth is sent; callers pass in the order in which they came. A call
 *       takes an estimate of its prompt and the most tokens that it allows the answer (as servers
 *       reckon it), and gives back what it did not use as soon as it ends.
 *   <li>A failure that another attempt may mend ({@link Kind#retriable}) is tried again after
 *       {@code Retry-After} or a wait drawn from zero to a bound that doubles, as long as attempts
 *       are left and the job's retries are not spent ({@link Kind#RETRIES_SPENT}). Callers in
 *       flight together who are sent into the same pause cost the job one retry, not one each: a
 *       server that paces its callers must not end a job.
 * </ul>
 *
 * <p>A call that ends after more than one attempt throws a failure with the tokens of all of them,
 * billed as the worst of them is. The batch endpoint is handed through as it is.
 */
public final class GuardedModel implements LanguageModel {
  private final LanguageModel model;
  private final GuardOptions options;
  private final Ticker ticker;
  private final Backoff backoff;
  private final RetryBudget budget;
  private final Counters counters = new Counters();
  private final Gate gate;

  private GuardedModel(
      LanguageModel model, GuardOptions options, Ticker ticker, RandomGenerator random) {
    this.model = model;
    this.options = options;
    this.ticker = ticker;
    this.backoff = new Backoff(options.firstDelay(), options.maxDelay(), random);
    this.budget = new RetryBudget(options.retryFloor(), options.retryShare());
    this.gate = new Gate(options, ticker, backoff, counters);
  }

  /** Around a model, which is closed with it. */
  public static GuardedModel around(LanguageModel model, GuardOptions options) {
    // Two processes that fail together must not draw the same waits.
    return around(model, options, Ticker.system(), new SplittableRandom(System.nanoTime()));
  }

  /**
   * Around a model, with the clock that waits are waited on and the source of the waits' jitter.
   * The requests' deadlines stay those of the machine's clock.
   */
  public static GuardedModel around(
      LanguageModel model, GuardOptions options, Ticker ticker, RandomGenerator random) {
    return new GuardedModel(model, options, ticker, random);
  }

  /** What it has done so far. */
  public GuardCounts counts() {
    return counters.counts();
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    long tokens = TokenEstimate.of(request.messages()) + request.sampling().maxTokens();
    return guarded(request.deadline(), tokens, () -> model.complete(request), Completion::usage);
  }

  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    long tokens =
        TokenEstimate.of(request.messages())
            + request.answers().stream().mapToLong(TokenEstimate::of).sum();
    return guarded(request.deadline(), tokens, () -> model.score(request), Scores::usage);
  }

  @Override
  public Optional<BatchEndpoint> batch() {
    return model.batch();
  }

  @Override
  public void close() {
    model.close();
  }

  private interface Attempt<T> {
    T make() throws InterruptedException;
  }

  private <T> T guarded(
      Deadline deadline, long tokens, Attempt<T> attempt, Function<T, Usage> usage)
      throws InterruptedException {
    Call call = new Call(info().id(), deadline, ticker);
    budget.callBegun();
    counters.call();
    while (true) {
      CircuitBreaker.Pass pass = gate.enter(call, tokens);
      counters.attempt(call.attempt());
      // What nobody knows counts in full.
      long used = tokens;
      boolean charged = true;
      try {
        T answer = attempt.make();
        pass.answered();
        used = usage.apply(answer).total();
        return answer;
      } catch (ModelException e) {
        pass.failed(e.kind(), ticker.nanos());
        used = used(e, tokens);
        charged = note(call, e);
      } finally {
        pass.dropped();
        gate.settle(tokens, used);
      }
      waitForNext(call, charged);
    }
  }

  private static long used(ModelException e, long taken) {
    long total = e.usage().total();
    return e.billed() == Billed.NO || total > 0 ? total : taken;
  }

  /** Whether another attempt is charged to the job. */
  private boolean note(Call call, ModelException e) {
    call.failed(e);
    counters.failure(e.kind());
    if (e.kind() == Kind.RATE_LIMITED || e.kind() == Kind.SERVER) {
      return e.retryAfter().map(gate::pause).orElse(true);
    }
    return true;
  }

  private void waitForNext(Call call, boolean charged) throws InterruptedException {
    ModelException last = call.last();
    if (!last.kind().retriable()) {
      throw call.attempts() == 1 ? last : call.givenUp("another attempt would not help");
    }
    if (call.attempts() >= options.attempts()) {
      throw call.attempts() == 1 ? last : call.givenUp("no attempt is left");
    }
    Optional<Duration> retryAfter = last.retryAfter();
    if (retryAfter.isPresent() && retryAfter.get().compareTo(options.maxRetryAfter()) > 0) {
      throw call.givenUp(
          "the server asks for a wait of "
              + retryAfter.get().toSeconds()
              + " s, and at most "
              + options.maxRetryAfter().toSeconds()
              + " s are waited");
    }
    long wait = backoff.nanos(call.attempts(), retryAfter);
    Gate.checkDeadline(call, wait);
    if (charged && !budget.take()) {
      throw call.ended(Kind.RETRIES_SPENT, "the job's retries are spent (" + budget + ")");
    }
    gate.sleep(call, wait);
  }
}
