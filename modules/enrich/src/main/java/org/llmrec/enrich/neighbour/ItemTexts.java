package org.llmrec.enrich.neighbour;

import java.io.IOException;
import java.util.Optional;
import org.llmrec.core.Item;

/**
 * Gives items by their ids, such as {@code CatalogueItems::find}. Thread-safe.
 *
 * @see org.llmrec.data.catalogue.CatalogueItems#find(String)
 */
@FunctionalInterface
public interface ItemTexts {
  /**
   * The item with that id, or nothing.
   *
   * @throws IOException if it cannot be read
   */
  Optional<Item> find(String id) throws IOException;
}
