package org.llmrec.llm.batch;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.llmrec.llm.ModelException;

/**
 * Takes many calls at once. Made for callers that may be killed at any moment: a batch carries a
 * label that the caller wrote down before, and can be found again by it. Thread-safe.
 */
public interface BatchEndpoint {
  /** The most calls of a batch. */
  int maxCalls();

  /** The most bytes of a batch's file. */
  long maxBytes();

  /** Bytes that a call takes in a batch's file. */
  long bytes(BatchCall call);

  /**
   * Hands calls in.
   *
   * @param label unique, by which {@link #find} finds the batch
   * @return the batch's id
   * @throws ModelException if it was not taken; with {@code UNKNOWN} billing look with {@link
   *     #find}
   */
  String submit(String label, List<BatchCall> calls) throws InterruptedException;

  /** The id of the batch with that label, if the server has it. */
  Optional<String> find(String label) throws InterruptedException;

  /** How far a batch has come. */
  BatchStatus status(String id) throws InterruptedException;

  /** Hands over every result there is, in any order; some calls may have none. */
  void results(String id, Consumer<BatchResult> each) throws InterruptedException;

  /** Asks the server to stop; what was answered stays billed. */
  void cancel(String id) throws InterruptedException;
}
