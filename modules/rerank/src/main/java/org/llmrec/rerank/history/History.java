package org.llmrec.rerank.history;

import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody met, in the order of time.
 *
 * @param items the oldest first
 */
public record History(List<HistoryItem> items) {
  /** Of somebody who is new. */
  public static final History NONE = new History(List.of());

  /** Copies the list. */
  public History {
    items = List.copyOf(items);
  }

  /** The most recent {@code n} of them, still the oldest first. */
  public History latest(int n) {
    return new History(items.subList(Math.max(0, items.size() - n), items.size()));
  }

  /** The same with one more at the end. */
  public History then(HistoryItem next) {
    return new History(Stream.concat(items.stream(), Stream.of(next)).toList());
  }

  /** How many there are. */
  public int size() {
    return items.size();
  }
}
