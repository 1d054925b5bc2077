package org.llmrec.data.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A query and the items that people say it should find. Immutable.
 *
 * @param id unique among the queries; no blanks, so that it can stand in a TREC run
 * @param text what is typed
 * @param judged from an item's id to its grade, from 1 on; at least one
 */
public record JudgedQuery(String id, String text, SortedMap<String, Integer> judged) {
  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException if the id or the text is blank, no item is judged, or a grade
   *     is below 1
   */
  public JudgedQuery {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    judged = Collections.unmodifiableSortedMap(new TreeMap<>(judged));
    if (id.isBlank() || text.isBlank() || judged.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a query with an id, a text and a judged item, found '" + id + "'");
    }
    for (Map.Entry<String, Integer> each : judged.entrySet()) {
      if (each.getValue() < 1) {
        throw new IllegalArgumentException(
            "expected grades from 1 on, found " + each + " for query '" + id + "'");
      }
    }
  }
}
