package org.llmrec.core.text;

import org.llmrec.core.Item;

/**
 * The text by which an item is encoded. It is never blank, so that no item becomes the zero vector.
 *
 * @param text not blank
 * @param source what it was made of
 */
public record ItemText(String text, Source source) {
  /** What there was to make a text of. */
  public enum Source {
    /** The catalogue's own description, alone. */
    DESCRIPTION,
    /** Title and categories, or the one of them that there is. */
    TITLE_AND_CATEGORIES,
    /** Nothing but the id. */
    ID
  }

  /** The description if there is one, else title and categories, else the id. */
  public static ItemText of(Item item) {
    if (item.hasDescription()) {
      return new ItemText(item.description(), Source.DESCRIPTION);
    }
    String title = item.title().strip();
    String categories = String.join(", ", item.categories()).strip();
    if (title.isEmpty() && categories.isEmpty()) {
      return new ItemText(item.id(), Source.ID);
    }
    String between = title.isEmpty() || categories.isEmpty() ? "" : ". ";
    return new ItemText(title + between + categories, Source.TITLE_AND_CATEGORIES);
  }
}
