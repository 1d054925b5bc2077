package org.llmrec.enrich.answer;

import java.util.List;
import java.util.Objects;

/**
 * One answer of a language model about one item. Immutable.
 *
 * @param item the item's id
 * @param prompt which prompt was answered
 * @param version which wording of the prompt, from 1 on; {@link #NO_VERSION} where nobody noted it
 * @param answer the text; never blank
 * @param model what the model calls itself
 * @param date when, as it was noted
 * @param neighbours the ids of the items that the prompt showed beside it; usually none
 * @param graph identifies the interactions that the neighbours were found by: the {@link
 *     org.llmrec.data.protocol.TrainingData#hash hash} of what was learnt from, or for somebody
 *     else's interactions whatever names them; empty for an answer that saw none
 */
public record Answer(
    String item,
    String prompt,
    int version,
    String answer,
    String model,
    String date,
    List<String> neighbours,
    String graph) {
  /** Stands where the record does not say which version of the prompt was used. */
  public static final int NO_VERSION = 0;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the answer is blank or the version negative
   */
  public Answer {
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(graph, "graph");
    if (answer.isBlank() || version < 0) {
      throw new IllegalArgumentException("expected an answer and a version from 0 on");
    }
    neighbours = List.copyOf(neighbours);
  }
}
