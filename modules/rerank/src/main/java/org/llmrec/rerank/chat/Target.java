package org.llmrec.rerank.chat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.llmrec.llm.text.VisibleText;
import org.llmrec.rerank.history.HistoryItem;

/**
 * An item that the model is to find out about by itself. Another id with the same title gives it
 * away as well.
 *
 * @param id its key
 * @param title what people call it
 */
public record Target(String id, String title) {
  /** Refuses null. */
  public Target {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
  }

  /** That item. */
  public static Target of(HistoryItem item) {
    return new Target(item.id(), item.title());
  }

  /** Whether one of the items is it. */
  boolean among(List<HistoryItem> items) {
    String wanted = folded(title);
    return items.stream()
        .anyMatch(
            item ->
                item.id().equals(id) || (!wanted.isEmpty() && folded(item.title()).equals(wanted)));
  }

  static String folded(String text) {
    return VisibleText.of(text, Integer.MAX_VALUE - 1).toLowerCase(Locale.ROOT);
  }
}
