package org.llmrec.rerank.explain;

import java.util.List;
import java.util.Objects;
import org.llmrec.core.Item;

/**
 * What the catalogue says of an item that is to be explained.
 *
 * @param id its key, which no model sees
 * @param title what people call it
 * @param description may be empty
 * @param keywords what it is about; may be empty
 */
public record ItemFields(String id, String title, String description, List<String> keywords) {
  /** Copies the list; nothing may be null. */
  public ItemFields {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    keywords = List.copyOf(keywords);
  }

  /** Of an item of the catalogue, its categories as keywords. */
  public static ItemFields of(Item item) {
    return new ItemFields(item.id(), item.title(), item.description(), item.categories());
  }
}
