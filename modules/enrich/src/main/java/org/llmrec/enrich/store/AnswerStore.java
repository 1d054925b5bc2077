package org.llmrec.enrich.store;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Keeps answers and what they cost. One process writes at a time; others may read meanwhile.
 * Thread-safe.
 */
public interface AnswerStore extends AutoCloseable {

  /**
   * The rows there are for the keys, whatever their status; no entry for a key without one. A row
   * whose checksum does not fit is as good as none and counted in {@link StoreCounts#damaged}. Rows
   * whose {@link #put} is not durable yet are not found.
   */
  Map<AnswerKey, StoredAnswer> find(Collection<AnswerKey> keys) throws IOException;

  /**
   * Adds a row, or replaces that under the same key. Returns at once, unless so many rows wait for
   * the disk that it has to wait too; several are written together. After a failure to write
   * nothing more is taken.
   *
   * @return done when the row is on the disk; fails with an {@link IOException} if it could not be
   *     written. What depends on it may run in the thread that writes, so it has to be short
   */
  CompletableFuture<Void> put(StoredAnswer answer);

  /**
   * All rows, by item and prompt, read as they are asked for; rows that are put meanwhile may be
   * among them. Damaged rows are left out and counted. Close the stream; it is for one thread.
   *
   * @throws java.io.UncheckedIOException from the stream's operations if they cannot be read
   */
  Stream<StoredAnswer> all() throws IOException;

  /**
   * Removes the rows about these items, those of which a row says that one of them was shown beside
   * its item, and damaged rows, of which nobody knows whom they are about. What was spent stays in
   * the ledger. On the disk their bytes are overwritten; of a store that others read meanwhile, the
   * log beside it keeps them until the last of these is done.
   *
   * @return how many
   */
  long forget(Set<String> items) throws IOException;

  /** How many rows there are of which status. */
  StoreCounts counts() throws IOException;

  /** Changes whenever a row is added, replaced or removed, and then only; not by what is spent. */
  String revision() throws IOException;

  /** What has been spent. */
  Ledger ledger();

  /** Batches that were handed in. */
  BatchLog batches();

  /**
   * Waits until all is on the disk. Closing again does nothing.
   *
   * @throws IOException if something could not be written, now or before
   */
  @Override
  void close() throws IOException;
}
