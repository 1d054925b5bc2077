package org.llmrec.enrich.answer;

import java.util.Optional;
import org.llmrec.enrich.store.StoredAnswer;

/**
 * What the store has for one field of one item.
 *
 * @param item the item's id
 * @param field which field: a prompt's id
 * @param text to use; absent if there is none
 * @param row that the text is from; without a text the row that says why there is none, or absent
 *     if nothing was asked yet. It may be that of another item with the same question
 */
public record FieldAnswer(
    String item, String field, Optional<String> text, Optional<StoredAnswer> row) {

  /** The text with where it is from; of a pack without a version, which would be the pack's. */
  public Optional<Answer> answer() {
    if (text.isEmpty() || row.isEmpty()) {
      return Optional.empty();
    }
    StoredAnswer from = row.get();
    return Optional.of(
        new Answer(
            item,
            field,
            from.prompt().equals(field) ? from.version() : Answer.NO_VERSION,
            text.get(),
            from.model(),
            from.created(),
            from.neighbours(),
            from.graph()));
  }
}
