package org.llmrec.enrich.report;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An item with what was written about it.
 *
 * @param id the item's id
 * @param title as in the catalogue; may be empty
 * @param description as in the catalogue, cut if long; may be empty
 * @param texts by field, in their order
 */
public record ExampleItem(String id, String title, String description, List<Text> texts) {
  /** Copies the list. */
  public ExampleItem {
    texts = List.copyOf(texts);
  }

  /** With these of its fields. */
  public ExampleItem withFields(Collection<String> fields) {
    return new ExampleItem(
        id, title, description, texts.stream().filter(t -> fields.contains(t.field())).toList());
  }

  /**
   * A field.
   *
   * @param field its name
   * @param text cut if long; absent if there is none
   * @param origin the model, and whether it was imported; empty without a text
   * @param problem what is wrong with it, or why there is none; else empty
   */
  public record Text(String field, Optional<String> text, String origin, String problem) {}
}
