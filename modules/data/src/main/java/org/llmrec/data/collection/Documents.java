package org.llmrec.data.collection;

import java.io.IOException;

/** The documents of one file. */
sealed interface Documents extends AutoCloseable permits TrecDocuments, JsonDocuments {
  /** The next one, or null at the end. Its id may have come before. */
  Found next() throws IOException;

  /**
   * A document and where it stands.
   *
   * @param line in which it begins, from 1
   * @param excerpt its beginning, as it stands in the file
   * @param idField what the file calls its id
   * @param closed whether it has its end
   */
  record Found(
      CollectionDocument document, long line, String excerpt, String idField, boolean closed) {}

  /** How many records came in so far, the refused ones included. */
  long read();

  @Override
  void close() throws IOException;
}
