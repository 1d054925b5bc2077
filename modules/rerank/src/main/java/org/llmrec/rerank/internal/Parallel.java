package org.llmrec.rerank.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.llmrec.rerank.order.HaltedException;

/**
 * Many opinions at the same time, each on a virtual thread of its own; how many of them reach the
 * model at once is for the judge to limit.
 */
public final class Parallel {
  private Parallel() {}

  /** Asks for one. */
  @FunctionalInterface
  public interface Opinion<I, O> {
    /** Asks. */
    O of(I subject) throws HaltedException, InterruptedException;
  }

  /**
   * What came of it.
   *
   * @param answers in the order of the subjects; empty where the judge had fallen silent
   * @param halted why it did
   */
  public record Opinions<O>(List<Optional<O>> answers, Optional<HaltedException> halted) {}

  /**
   * Asks about each; ends when all have been answered or refused.
   *
   * @throws RuntimeException what an opinion threw, if one did
   */
  public static <I, O> Opinions<O> ask(List<I> subjects, Opinion<I, O> opinion)
      throws InterruptedException {
    List<Optional<O>> answers = new ArrayList<>(subjects.size());
    Optional<HaltedException> halted = Optional.empty();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<O>> open = new ArrayList<>(subjects.size());
      for (I subject : subjects) {
        open.add(threads.submit(() -> opinion.of(subject)));
      }
      try {
        for (Future<O> each : open) {
          try {
            answers.add(Optional.of(each.get()));
          } catch (ExecutionException e) {
            HaltedException reason = halted(e);
            answers.add(Optional.empty());
            halted = halted.or(() -> Optional.of(reason));
          }
        }
      } finally {
        // After a failure or an interruption nobody wants the rest.
        open.forEach(each -> each.cancel(true));
      }
    }
    return new Opinions<>(answers, halted);
  }

  private static HaltedException halted(ExecutionException failure) throws InterruptedException {
    switch (failure.getCause()) {
      case HaltedException halted -> {
        return halted;
      }
      case InterruptedException interrupted -> throw interrupted;
      case RuntimeException broken -> throw broken;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure.getCause());
    }
  }
}
