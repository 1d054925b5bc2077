package org.llmrec.rank.foreign;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a generation can tell a ranker. Immutable.
 *
 * @param columns in the order in which they are shown
 * @param widths of the vectors that it has
 */
public record Offer(List<Column> columns, Map<RankerVector, Integer> widths) {
  /** Copies the collections. */
  public Offer {
    columns = List.copyOf(columns);
    EnumMap<RankerVector, Integer> copy = new EnumMap<>(RankerVector.class);
    copy.putAll(widths);
    widths = Collections.unmodifiableMap(copy);
  }

  /** The column of that name, if there is one. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
