package org.llmrec.rerank.explain;

import java.util.Objects;

/**
 * Why an item is recommended, in one sentence for its reader. Text that a model wrote is data:
 * whoever shows it escapes it.
 *
 * @param id which item
 * @param text the sentence
 * @param origin who wrote it
 */
public record Reason(String id, String text, Origin origin) {
  /** Who wrote a reason. */
  public enum Origin {
    /** The model, at once. */
    MODEL,
    /** The model, when asked again. */
    SECOND_TRY,
    /** The model, at an earlier time. */
    CACHE,
    /** A template, out of the data. */
    TEMPLATE
  }

  /** Nothing may be null. */
  public Reason {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(origin, "origin");
  }
}
