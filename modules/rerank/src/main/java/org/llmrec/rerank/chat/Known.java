package org.llmrec.rerank.chat;

import java.util.Objects;
import org.llmrec.rerank.history.History;

/** What a model is told of the user. */
public sealed interface Known {
  /**
   * What the user met.
   *
   * @param history the oldest first
   */
  record Met(History history) implements Known {
    /** Refuses null. */
    public Met {
      Objects.requireNonNull(history, "history");
    }
  }

  /**
   * A query, or a history or profile put into words.
   *
   * @param text shown as data
   */
  record InWords(String text) implements Known {
    /** Refuses null. */
    public InWords {
      Objects.requireNonNull(text, "text");
    }
  }
}
