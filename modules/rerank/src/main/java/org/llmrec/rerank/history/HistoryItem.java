package org.llmrec.rerank.history;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One item that somebody met.
 *
 * @param id its key, which no model sees
 * @param title what people call it
 * @param keywords what it is about, the most telling first; may be empty
 * @param value how much it was liked, on the scale of the data; empty where nobody said
 */
public record HistoryItem(String id, String title, List<String> keywords, OptionalDouble value) {
  /** Copies the list; nothing may be null. */
  public HistoryItem {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    keywords = List.copyOf(keywords);
    Objects.requireNonNull(value, "value");
  }

  /** Without keywords and value. */
  public static HistoryItem of(String id, String title) {
    return new HistoryItem(id, title, List.of(), OptionalDouble.empty());
  }

  /** The same with a value. */
  public HistoryItem value(double liked) {
    return new HistoryItem(id, title, keywords, OptionalDouble.of(liked));
  }

  /** The same with keywords. */
  public HistoryItem keywords(List<String> about) {
    return new HistoryItem(id, title, about, value);
  }
}
