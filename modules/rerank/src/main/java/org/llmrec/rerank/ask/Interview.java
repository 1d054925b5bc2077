package org.llmrec.rerank.ask;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.llmrec.core.Deadline;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;
import org.llmrec.rerank.order.HaltedException;

/**
 * The questions of one request to a model: counted, paid for, remembered, and no longer asked when
 * the deadline has passed. Thread-safe.
 */
final class Interview {
  private final LanguageModel model;
  private final AskOptions options;
  private final Answers answers;
  private final Semaphore places;
  private final Deadline deadline;
  private final Purse purse;
  private final AtomicLong cached = new AtomicLong();
  private final AtomicLong whole = new AtomicLong();
  private final AtomicLong mended = new AtomicLong();
  private final AtomicLong useless = new AtomicLong();
  private final AtomicReference<String> failure = new AtomicReference<>("");

  Interview(
      LanguageModel model,
      AskOptions options,
      Answers answers,
      Semaphore places,
      Deadline deadline) {
    this.model = model;
    this.options = options;
    this.answers = answers;
    this.places = places;
    this.deadline = deadline;
    purse = new Purse(options.budget(), options.price());
  }

  /** Makes a call. */
  @FunctionalInterface
  private interface Call<T> {
    T make() throws InterruptedException;
  }

  /**
   * What the model writes; nothing if it refuses.
   *
   * @param tokens the most that the answer itself should take
   */
  String write(List<Message> messages, Optional<JsonSchema> schema, int tokens)
      throws HaltedException, InterruptedException {
    int most = tokens + options.thinking();
    CompletionRequest request =
        new CompletionRequest(messages, schema, Sampling.greedy(most), deadline);
    return once(
            new Answers.Key(messages, List.of()),
            Completion.class,
            () ->
                paid(
                    TokenEstimate.of(messages),
                    most,
                    () -> model.complete(request),
                    Completion::usage))
        .map(Completion::text)
        .orElse("");
  }

  /**
   * How probable the model finds each answer; empty if it shows none of them.
   *
   * @return in the order of the answers; empty where one is not shown
   */
  Optional<List<OptionalDouble>> score(List<Message> messages, List<String> possible)
      throws HaltedException, InterruptedException {
    ScoreRequest request = new ScoreRequest(messages, possible, deadline);
    return once(
            new Answers.Key(messages, possible),
            Scores.class,
            () -> paid(TokenEstimate.of(messages), 1, () -> model.score(request), Scores::usage))
        .map(Scores::logProbabilities)
        .filter(shown -> shown.stream().anyMatch(OptionalDouble::isPresent));
  }

  /** Asks for an answer; nothing if there is none of use. */
  @FunctionalInterface
  private interface Asked<T> {
    Optional<T> answer() throws HaltedException, InterruptedException;
  }

  /** From memory, or of whoever asks the same at this moment, or asked. */
  private <T> Optional<T> once(Answers.Key key, Class<T> type, Asked<T> asked)
      throws HaltedException, InterruptedException {
    while (true) {
      CompletableFuture<Void> other = answers.ask(key, new CompletableFuture<>());
      if (other != null) {
        await(other);
        continue;
      }
      try {
        Optional<T> known = answers.find(key, type);
        if (known.isPresent()) {
          cached.incrementAndGet();
          return known;
        }
        Optional<T> answer = asked.answer();
        answer.ifPresent(said -> answers.put(key, said));
        return answer;
      } finally {
        answers.asked(key);
      }
    }
  }

  private void await(CompletableFuture<Void> other) throws HaltedException, InterruptedException {
    try {
      other.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw late();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> Optional<T> paid(
      long mostRead, long mostWritten, Call<T> call, Function<T, Usage> usage)
      throws HaltedException, InterruptedException {
    if (!places.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
      throw late();
    }
    try {
      if (deadline.expired()) {
        throw late();
      }
      purse.open(mostRead, mostWritten);
      Usage used = Usage.NONE;
      try {
        T answer = call.make();
        used = usage.apply(answer);
        return Optional.of(answer);
      } catch (ModelException e) {
        used = e.usage();
        return unanswered(e);
      } finally {
        purse.settle(mostRead, mostWritten, used);
      }
    } finally {
      places.release();
    }
  }

  private static HaltedException late() {
    return new HaltedException(HaltedException.Cause.DEADLINE, "the deadline passed");
  }

  /** Nothing for an answer of no use; everything else ends the questions. */
  private <T> Optional<T> unanswered(ModelException e) throws HaltedException {
    return switch (e.kind()) {
      case REFUSED, MALFORMED, TOO_LARGE -> noted(e);
      case DEADLINE -> throw late();
      case BUDGET_SPENT -> throw new HaltedException(HaltedException.Cause.BUDGET, e.getMessage());
      case UNAUTHORISED, FORBIDDEN, NOT_FOUND, BAD_REQUEST, UNRECORDED -> {
        if (e.billed() == ModelException.Billed.YES) {
          // It was answered, by a token that is none of those asked for.
          yield noted(e);
        }
        throw e;
      }
      default -> throw new HaltedException(HaltedException.Cause.MODEL, e.getMessage());
    };
  }

  /** The first of them tells what the others are about. */
  private <T> Optional<T> noted(ModelException e) {
    failure.compareAndSet("", e.getMessage());
    return Optional.empty();
  }

  /** Why a call brought nothing of use, of the first such call; empty if there was none. */
  String failure() {
    return failure.get();
  }

  /** An answer, or the answers to both orders of a pair, could be taken as they were or not. */
  void read(boolean asAskedFor) {
    (asAskedFor ? whole : useless).incrementAndGet();
  }

  /**
   * An answer of several labels was read.
   *
   * @param anything whether it said something
   * @param asAskedFor whether that was neither less nor more than was asked for
   */
  void read(boolean anything, boolean asAskedFor) {
    if (anything && !asAskedFor) {
      mended.incrementAndGet();
    } else {
      read(asAskedFor);
    }
  }

  long whole() {
    return whole.get();
  }

  long mended() {
    return mended.get();
  }

  long useless() {
    return useless.get();
  }

  long cached() {
    return cached.get();
  }

  Purse purse() {
    return purse;
  }
}
