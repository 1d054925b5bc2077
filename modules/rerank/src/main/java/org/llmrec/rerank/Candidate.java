package org.llmrec.rerank;

import java.util.Objects;

/**
 * One item of a list that is to be reranked.
 *
 * @param id its key, which the model does not see
 * @param text what the model reads of it; may be empty
 * @param score what it is ordered by at present; NaN where nothing is known. No reranker needs it
 */
public record Candidate(String id, String text, double score) {
  /** What a model reads of an item that has a title and a description, each perhaps empty. */
  public static String text(String title, String description) {
    return (title + "\n" + description).strip();
  }

  /** Neither id nor text may be null. */
  public Candidate {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
  }

  /** The first line of the text: the title, where the text was made of one. */
  public String title() {
    return text.lines().findFirst().orElse("");
  }
}
