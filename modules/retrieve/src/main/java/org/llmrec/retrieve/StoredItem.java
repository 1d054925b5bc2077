package org.llmrec.retrieve;

import java.util.List;

/**
 * What the index keeps of an item for display.
 *
 * @param ordinal its place in the catalogue
 * @param id its key
 * @param title may be empty
 * @param description may be empty
 * @param categories in the catalogue's order
 * @param popularity how many interactions it had when the index was built
 */
public record StoredItem(
    int ordinal,
    String id,
    String title,
    String description,
    List<String> categories,
    int popularity) {

  /** Copies the list. */
  public StoredItem {
    categories = List.copyOf(categories);
  }

  /** The title, or the id when there is none. */
  public String label() {
    return title.isBlank() ? id : title;
  }
}
