package org.llmrec.lab.collection;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.data.collection.CollectionFormat;

/**
 * A test collection on the disk.
 *
 * @param documents a file, or a folder of which every file is read
 * @param topics a file
 * @param qrels a file
 * @param format of documents and topics
 * @param charset of tagged documents; empty to have it found out
 */
public record CollectionInput(
    Path documents, Path topics, Path qrels, CollectionFormat format, Optional<Charset> charset) {
  /** Checks that nothing is null. */
  public CollectionInput {
    Objects.requireNonNull(documents, "documents");
    Objects.requireNonNull(topics, "topics");
    Objects.requireNonNull(qrels, "qrels");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(charset, "charset");
  }

  /** Whose formats are found out. */
  public static CollectionInput of(Path documents, Path topics, Path qrels) {
    return new CollectionInput(documents, topics, qrels, CollectionFormat.AUTO, Optional.empty());
  }
}
