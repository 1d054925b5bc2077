package org.llmrec.enrich.neighbour;

import java.io.IOException;
import java.util.List;
import org.llmrec.core.Item;

/** Gives the items to show beside an item. Thread-safe. */
public interface NeighbourSource {
  /**
   * The neighbours of an item, nearest first; none where the item has none.
   *
   * @throws IOException if their texts cannot be read
   */
  Near of(String item) throws IOException;

  /** Nobody has neighbours. */
  static NeighbourSource none() {
    return item -> new Near(List.of(), "");
  }

  /**
   * An item's neighbours.
   *
   * @param items nearest first
   * @param graph hash of the interactions that they were found by
   */
  record Near(List<Item> items, String graph) {
    /** Copies the list. */
    public Near {
      items = List.copyOf(items);
    }
  }
}
