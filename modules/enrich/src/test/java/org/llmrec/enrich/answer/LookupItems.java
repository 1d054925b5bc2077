package org.llmrec.enrich.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.llmrec.core.Item;

/** Items for tests, with a title and a description of their own. */
public final class LookupItems {
  private LookupItems() {}

  /** With those ids. */
  public static List<Item> of(String... ids) {
    return Arrays.stream(ids)
        .map(
            id ->
                new Item(
                    id, "Title " + id, "What the catalogue says of " + id, List.of(), Map.of()))
        .toList();
  }
}
