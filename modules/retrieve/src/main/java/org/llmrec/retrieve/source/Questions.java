package org.llmrec.retrieve.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.retrieve.AllAndFew;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;

/**
 * What the parts of a retrieval ask for one request, cut into tasks that may run at once. Parts
 * that walk the same way, {@link Tower} and {@link Newcomers}, walk it once. For one thread, and
 * for one {@link #answers}.
 */
final class Questions {
  private final List<Part> parts;
  private final Optional<ExecutorService> executor;
  private final List<Task> tasks = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();

  /**
   * Begins to ask, if there are threads to ask on.
   *
   * @param executor threads of the caller's
   */
  Questions(
      List<Part> parts, CatalogueSearch search, Seeker seeker, Optional<ExecutorService> executor) {
    this.parts = parts;
    this.executor = executor;
    try {
      begin(search, seeker);
    } catch (RuntimeException | Error e) {
      cancel();
      throw e;
    }
  }

  private void begin(CatalogueSearch search, Seeker seeker) {
    Task walk = seeker.taste().map(taste -> walk(taste, search)).orElse(null);
    for (Part part : parts) {
      if (walk != null && isTower(part)) {
        asked.add(new Asked(List.of(new Share(walk, 0)), List::getFirst));
      } else if (walk != null && isNewcomers(part)) {
        asked.add(new Asked(List.of(new Share(walk, 1)), List::getFirst));
      } else {
        Pieces pieces = part.from().pieces(search, seeker, part.k());
        asked.add(
            new Asked(
                pieces.questions().stream()
                    .map(question -> new Share(begin(() -> List.of(question.get())), 0))
                    .toList(),
                pieces.together()));
      }
    }
  }

  /** The walk that finds what two parts ask for; null if there are not both. */
  private Task walk(float[] taste, CatalogueSearch search) {
    Part all = null;
    Part few = null;
    for (Part part : parts) {
      all = isTower(part) ? part : all;
      few = isNewcomers(part) ? part : few;
    }
    if (all == null || few == null) {
      return null;
    }
    int k = all.k();
    int fewK = few.k();
    int metAtMost = ((Newcomers) few.from()).metAtMost();
    return begin(
        () -> {
          AllAndFew found = search.tower(taste, k, metAtMost, fewK);
          return List.of(found.all(), found.few().as(Source.NEW));
        });
  }

  private static boolean isTower(Part part) {
    return part.from() instanceof Tower tower && !tower.exact();
  }

  private static boolean isNewcomers(Part part) {
    return part.from() instanceof Newcomers newcomers && !newcomers.exact();
  }

  private Task begin(Callable<List<Hits>> question) {
    Task task = new Task(question);
    tasks.add(task);
    try {
      executor.ifPresent(threads -> threads.execute(task));
    } catch (RejectedExecutionException busy) {
      // Not lost: the caller's thread runs what no other has begun.
    }
    return task;
  }

  /** Nobody waits for the answers any more: what has not begun does not begin. */
  private void cancel() {
    tasks.forEach(task -> task.cancel(false));
  }

  /**
   * What every part found, in their order.
   *
   * @throws LlmrecException if the thread is interrupted while sources are asked on others
   */
  List<Timed> answers() {
    // From the end, as the others come from the beginning; one that has begun is not run again.
    for (Task task : executor.isPresent() ? tasks.reversed() : tasks) {
      task.run();
    }
    List<Timed> answers = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      answers.add(answer(parts.get(p), asked.get(p)));
    }
    return answers;
  }

  private Timed answer(Part part, Asked waits) {
    List<Hits> pieces = new ArrayList<>();
    long nanos = 0;
    for (Share share : waits.shares()) {
      Found found = wait(share.task());
      pieces.add(found.hits().get(share.place()));
      nanos += found.nanos();
    }
    Hits hits = waits.together().apply(pieces);
    if (hits.source() != part.from().source()) {
      throw new IllegalStateException(
          part.from() + ": expected hits of " + part.from().source() + ", found " + hits.source());
    }
    return new Timed(hits, nanos);
  }

  private Found wait(Task task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED, "interrupted while candidates were looked for", e);
    } catch (ExecutionException e) {
      cancel();
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new LlmrecException(Causes.code(e.getCause()), "a source failed", e.getCause());
    }
  }

  /**
   * An answer.
   *
   * @param hits what was found
   * @param nanos how long it took, its pieces added up
   */
  record Timed(Hits hits, long nanos) {
    Retrieved.Report report() {
      return new Retrieved.Report(
          hits.source(), hits.size(), Duration.ofNanos(nanos), hits.partial());
    }
  }

  /** What a task found, for one part or two. */
  private record Found(List<Hits> hits, long nanos) {}

  /** One of what a task finds. */
  private record Share(Task task, int place) {}

  /** What a part waits for, and what it makes of it. */
  private record Asked(List<Share> shares, Function<List<Hits>, Hits> together) {}

  private static final class Task extends FutureTask<Found> {
    Task(Callable<List<Hits>> question) {
      super(
          () -> {
            long begun = System.nanoTime();
            List<Hits> hits = question.call();
            return new Found(hits, System.nanoTime() - begun);
          });
    }
  }
}
