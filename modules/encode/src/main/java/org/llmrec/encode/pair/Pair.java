package org.llmrec.encode.pair;

import java.util.Objects;

/**
 * Two texts whose fit is to be scored. The order counts.
 *
 * @param query what is looked for
 * @param text what may be it
 */
public record Pair(String query, String text) {
  /** Neither may be null. */
  public Pair {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(text, "text");
  }
}
