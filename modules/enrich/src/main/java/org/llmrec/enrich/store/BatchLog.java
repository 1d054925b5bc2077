package org.llmrec.enrich.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Batches that were handed in or are about to be. A batch is noted before it is submitted, so that
 * a killed process finds it again by its label instead of paying twice. Thread-safe; every method
 * returns when the note is on the disk.
 */
public interface BatchLog {
  /**
   * Notes that a batch is about to be submitted.
   *
   * @throws IllegalArgumentException if there is one with that label
   */
  void plan(Batch batch) throws IOException;

  /**
   * Notes the id that the server gave.
   *
   * @throws IllegalArgumentException if no batch of that label is open
   */
  void submitted(String label, String id) throws IOException;

  /** Forgets a batch whose results are all in the store, or that was never taken. */
  void done(String label) throws IOException;

  /** All that are not done, oldest first. */
  List<Batch> open() throws IOException;

  /**
   * A batch.
   *
   * @param label ours, unique
   * @param id the server's, once known
   * @param keys of its questions; a call's id in the batch is the key's hash
   * @param created ISO-8601 in UTC
   */
  record Batch(String label, Optional<String> id, List<AnswerKey> keys, String created) {
    /** Copies the list. */
    public Batch {
      keys = List.copyOf(keys);
    }
  }
}
