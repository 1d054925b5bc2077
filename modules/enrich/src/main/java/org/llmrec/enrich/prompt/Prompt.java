package org.llmrec.enrich.prompt;

import java.util.List;
import java.util.Optional;
import org.llmrec.core.Item;
import org.llmrec.llm.JsonSchema;

/**
 * Something that is asked about an item, and what an answer has to look like. Immutable and safe to
 * share between threads.
 */
public interface Prompt {
  /** Its name, such as {@code rec-tag}; for a pack {@code pack(paraphrase+tag)}. */
  String id();

  /** Which wording, from 1 on. */
  int version();

  /** The fields that an answer fills, in order: for a single prompt its id, for a pack several. */
  List<String> fields();

  /** What a field's text has to look like. */
  AnswerForm form(String field);

  /** Under which name a JSON answer holds a field: {@code text} or {@code tags}. */
  default String property(String field) {
    return form(field).kind().label();
  }

  /** Whether the prompt shows the item's neighbours. */
  boolean wantsNeighbours();

  /** What a JSON answer has to look like; absent where plain text is asked for. */
  Optional<JsonSchema> schema();

  /** The most tokens an answer needs. */
  int maxTokens();

  /** SHA-256 of the wording: two answers with the same one were asked the same. */
  String sha256();

  /**
   * The question about one item.
   *
   * @param neighbours the items to show beside it, nearest first, perhaps none; used only where
   *     {@link #wantsNeighbours()}
   */
  String render(Item item, List<Item> neighbours);
}
