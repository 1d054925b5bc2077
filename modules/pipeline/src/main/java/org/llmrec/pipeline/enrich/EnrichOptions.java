package org.llmrec.pipeline.enrich;

import java.util.Objects;
import java.util.OptionalInt;
import org.llmrec.core.Progress;
import org.llmrec.llm.price.Budget;
import org.llmrec.pipeline.build.BuildListener;

/**
 * How to go about an enrichment, beyond what {@code llmrec.yaml} says.
 *
 * @param budget the most to spend; each limit that is absent is that of {@code enrich.budget}
 * @param newBudget whether what was spent before no longer counts
 * @param batch whether to hand the questions in as batches, cheaper and slower
 * @param refreshNeighbours whether to find the neighbours anew; prompts that show them are asked
 *     anew where they changed
 * @param retryDiscarded whether to ask again where an answer was discarded
 * @param replaceImported whether to ask also where an answer was imported
 * @param concurrency calls at a time; absent for what {@code llm.concurrency} says
 * @param progress hears how far it has come
 * @param listener hears of the import of the catalogue
 */
public record EnrichOptions(
    Budget budget,
    boolean newBudget,
    boolean batch,
    boolean refreshNeighbours,
    boolean retryDiscarded,
    boolean replaceImported,
    OptionalInt concurrency,
    Progress progress,
    BuildListener listener) {
  /** Checks for null. */
  public EnrichOptions {
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(concurrency, "concurrency");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(listener, "listener");
  }

  /** As {@code llmrec.yaml} says, in silence. */
  public static EnrichOptions defaults() {
    return new EnrichOptions(
        Budget.NONE,
        false,
        false,
        false,
        false,
        false,
        OptionalInt.empty(),
        Progress.silent(),
        new BuildListener() {});
  }

  /** With other limits. */
  public EnrichOptions budget(Budget value) {
    return new EnrichOptions(
        value,
        newBudget,
        batch,
        refreshNeighbours,
        retryDiscarded,
        replaceImported,
        concurrency,
        progress,
        listener);
  }

  /** With a new budget, or on with the old one. */
  public EnrichOptions newBudget(boolean value) {
    return new EnrichOptions(
        budget,
        value,
        batch,
        refreshNeighbours,
        retryDiscarded,
        replaceImported,
        concurrency,
        progress,
        listener);
  }

  /** With batches, or single calls. */
  public EnrichOptions batch(boolean value) {
    return new EnrichOptions(
        budget,
        newBudget,
        value,
        refreshNeighbours,
        retryDiscarded,
        replaceImported,
        concurrency,
        progress,
        listener);
  }

  /** With neighbours found anew, or those that are pinned. */
  public EnrichOptions refreshNeighbours(boolean value) {
    return new EnrichOptions(
        budget,
        newBudget,
        batch,
        value,
        retryDiscarded,
        replaceImported,
        concurrency,
        progress,
        listener);
  }

  /** With discarded answers asked again, or not. */
  public EnrichOptions retryDiscarded(boolean value) {
    return new EnrichOptions(
        budget,
        newBudget,
        batch,
        refreshNeighbours,
        value,
        replaceImported,
        concurrency,
        progress,
        listener);
  }

  /** With imported answers asked again, or not. */
  public EnrichOptions replaceImported(boolean value) {
    return new EnrichOptions(
        budget,
        newBudget,
        batch,
        refreshNeighbours,
        retryDiscarded,
        value,
        concurrency,
        progress,
        listener);
  }

  /** With so many calls at a time. */
  public EnrichOptions concurrency(int value) {
    return new EnrichOptions(
        budget,
        newBudget,
        batch,
        refreshNeighbours,
        retryDiscarded,
        replaceImported,
        OptionalInt.of(value),
        progress,
        listener);
  }

  /** With somebody who hears of progress. */
  public EnrichOptions progress(Progress value) {
    return new EnrichOptions(
        budget,
        newBudget,
        batch,
        refreshNeighbours,
        retryDiscarded,
        replaceImported,
        concurrency,
        value,
        listener);
  }

  /** With somebody who hears of the import. */
  public EnrichOptions listener(BuildListener value) {
    return new EnrichOptions(
        budget,
        newBudget,
        batch,
        refreshNeighbours,
        retryDiscarded,
        replaceImported,
        concurrency,
        progress,
        value);
  }
}
