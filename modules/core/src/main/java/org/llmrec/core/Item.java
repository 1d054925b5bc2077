package org.llmrec.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One thing of a catalogue: a film, a book, a product.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param id the catalogue's own key; never blank
 * @param title what a person calls it; may be empty, never null
 * @param description the original text; empty when the catalogue has none, never null
 * @param categories in the catalogue's order, without duplicates
 * @param attributes everything else the catalogue says, by name, in its order; values are text
 */
public record Item(
    String id,
    String title,
    String description,
    List<String> categories,
    Map<String, String> attributes) {

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if {@code id} is blank
   */
  public Item {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an item's id must not be blank");
    }
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    categories = List.copyOf(categories);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Whether the catalogue has a text of its own for this item, beyond title and categories. */
  public boolean hasDescription() {
    return !description.isBlank();
  }
}
