package org.llmrec.rerank.tallrec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.llm.ModelException;

/**
 * Asks many questions at once, each on a virtual thread. Thread-safe.
 *
 * @param scorer whom to ask
 * @param atOnce how many calls are under way at most, 1 or more
 */
public record TallrecAnswers(TallrecScorer scorer, int atOnce) {
  /** Checks the range. */
  public TallrecAnswers {
    Objects.requireNonNull(scorer, "scorer");
    if (atOnce < 1) {
      throw new IllegalArgumentException("expected 1 call at once or more, found " + atOnce);
    }
  }

  /**
   * The answers in the order of the questions; empty where the deadline passed first.
   *
   * @throws LlmrecException naming the model, if it fails or the thread is interrupted; calls under
   *     way are stopped
   */
  public List<Optional<YesNoOdds>> to(List<TallrecSample> samples, Deadline deadline) {
    Semaphore places = new Semaphore(atOnce);
    List<Future<YesNoOdds>> asked = new ArrayList<>();
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tallrec-", 0).factory());
    try (threads) {
      for (TallrecSample sample : samples) {
        asked.add(
            threads.submit(
                () -> {
                  places.acquire();
                  try {
                    return deadline.expired() ? null : scorer.ask(sample, deadline);
                  } finally {
                    places.release();
                  }
                }));
      }
      List<Optional<YesNoOdds>> answers = new ArrayList<>();
      try {
        for (Future<YesNoOdds> each : asked) {
          answers.add(answer(each, deadline));
        }
        return answers;
      } finally {
        // What still runs has no reader; closing waits for it.
        threads.shutdownNow();
      }
    }
  }

  private Optional<YesNoOdds> answer(Future<YesNoOdds> asked, Deadline deadline) {
    try {
      return Optional.ofNullable(asked.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED,
          scorer.model().info().id() + ": interrupted while answers were awaited",
          e);
    } catch (ExecutionException e) {
      Throwable failure = e.getCause();
      if (failure instanceof ModelException late && late.kind() == ModelException.Kind.DEADLINE) {
        return Optional.empty();
      }
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new LlmrecException(
          Causes.code(failure),
          scorer.model().info().id() + ": no answer came: " + failure.getMessage(),
          failure);
    }
  }

  /**
   * How well the model tells liked targets from others.
   *
   * @param samples one or more, with their right answers
   * @throws LlmrecException as {@link #to} says
   */
  public TallrecAuc auc(List<TallrecSample> samples) {
    List<YesNoOdds> answers =
        to(samples, Deadline.none()).stream().map(Optional::orElseThrow).toList();
    boolean[] liked = new boolean[samples.size()];
    for (int i = 0; i < liked.length; i++) {
      liked[i] = samples.get(i).liked();
    }
    return TallrecAuc.of(liked, answers);
  }
}
