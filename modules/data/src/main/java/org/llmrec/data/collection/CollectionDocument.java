package org.llmrec.data.collection;

import java.util.Objects;

/**
 * One document of a test collection. Immutable.
 *
 * @param id unique in its collection; never blank and without blanks, so that it can stand in a run
 * @param title may be empty
 * @param text may be empty
 */
public record CollectionDocument(String id, String title, String text) {
  /** Checks that nothing is null. */
  public CollectionDocument {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(text, "text");
  }

  /** Whether there is nothing to find it by. */
  public boolean isEmpty() {
    return title.isBlank() && text.isBlank();
  }
}
