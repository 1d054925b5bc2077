package org.llmrec.rerank.explain;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrec.llm.text.VisibleText;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;

/** Reasons out of the data alone. */
final class ReasonTemplate {
  private static final int MOST_TITLE = 80;
  private static final int MOST_KEYWORD = 30;

  private ReasonTemplate() {}

  /**
   * Names the item of the history that has the most keywords in common with this one, the most
   * recent of equal ones, if it was liked no less than the average there; without a history what
   * the item is about.
   */
  static String of(ItemFields item, History history) {
    Optional<HistoryItem> because =
        liked(history).stream()
            .filter(met -> !met.title().isBlank())
            .reduce((one, other) -> nearer(item, one, other));
    if (because.isPresent()) {
      List<String> shared = shared(item, because.get().keywords());
      String about = shared.isEmpty() ? "" : ": both are about " + brief(shared.get(0));
      return "Because you liked " + VisibleText.of(because.get().title(), MOST_TITLE) + about + ".";
    }
    if (!item.keywords().isEmpty()) {
      return "It is about "
          + item.keywords().stream()
              .limit(2)
              .map(ReasonTemplate::brief)
              .collect(Collectors.joining(" and "))
          + ".";
    }
    return "It may be to your taste.";
  }

  private static String brief(String keyword) {
    return VisibleText.of(keyword, MOST_KEYWORD);
  }

  /** The oldest first, so that of equal ones the last found is the most recent. */
  private static List<HistoryItem> liked(History history) {
    double average =
        history.items().stream()
            .flatMapToDouble(met -> met.value().stream())
            .average()
            .orElse(Double.NEGATIVE_INFINITY);
    return history.items().stream()
        .filter(met -> met.value().isEmpty() || met.value().getAsDouble() >= average)
        .toList();
  }

  private static HistoryItem nearer(ItemFields item, HistoryItem older, HistoryItem newer) {
    return shared(item, newer.keywords()).size() >= shared(item, older.keywords()).size()
        ? newer
        : older;
  }

  private static List<String> shared(ItemFields item, List<String> keywords) {
    Set<String> known = new HashSet<>();
    keywords.forEach(word -> known.add(word.toLowerCase(Locale.ROOT)));
    return item.keywords().stream()
        .filter(word -> known.contains(word.toLowerCase(Locale.ROOT)))
        .toList();
  }
}
