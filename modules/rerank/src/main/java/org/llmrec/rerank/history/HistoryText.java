package org.llmrec.rerank.history;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.llmrec.llm.text.QuotedText;
import org.llmrec.rerank.prompt.Template;

/**
 * Puts a history into words, for a reranker whose query is a text. Immutable and thread-safe.
 *
 * @param latest how many of the most recent items are told, 1 or more
 * @param likedFrom from which value on an item was liked; those below were disliked, and of those
 *     without a value it is said only that they were met. Empty to say that of all
 */
public record HistoryText(int latest, OptionalDouble likedFrom) {
  /** The version of the wording. */
  public static final int VERSION = 1;

  /** The most code points of a title or keyword. */
  public static final int MAX_TITLE = 300;

  /** How many items say enough of somebody. */
  public static final int LATEST = 20;

  private static final Template WORDING = Template.load("history/text", VERSION);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is less than 1, or the threshold is no number
   */
  public HistoryText {
    if (latest < 1 || Double.isNaN(likedFrom.orElse(0))) {
      throw new IllegalArgumentException(
          "expected 1 item or more and a number as threshold, found " + latest + ", " + likedFrom);
    }
  }

  /** Of items whose values say nothing, or that have none. */
  public static HistoryText latest(int n) {
    return new HistoryText(n, OptionalDouble.empty());
  }

  /** The same that tells likes from dislikes. */
  public HistoryText likedFrom(double value) {
    return new HistoryText(latest, OptionalDouble.of(value));
  }

  /**
   * What a reranker that goes by words is told: the query, or where that is blank, the latest
   * {@value #LATEST} items that the person liked and did not.
   */
  public static String told(String query, Person person) {
    if (!query.isBlank() || !person.known()) {
      return query;
    }
    List<HistoryItem> valued =
        person.history().latest(LATEST).items().stream()
            .map(item -> item.value(person.liked(item) ? 1 : 0))
            .toList();
    return latest(LATEST).likedFrom(1).of(new History(valued));
  }

  /** The history in words. */
  public String of(History history) {
    return of(history, List.of());
  }

  /**
   * A history and what is known of somebody's interests.
   *
   * @param interests such as the keywords of a profile, the strongest first; may be empty
   */
  public String of(History history, List<String> interests) {
    List<HistoryItem> items = history.latest(latest).items();
    StringJoiner text = new StringJoiner(" ");
    say(text, "interests", interests);
    say(text, "liked", titles(items, item -> valued(item) && liked(item)));
    say(text, "disliked", titles(items, item -> valued(item) && !liked(item)));
    say(text, "met", titles(items, item -> !valued(item)));
    return text.length() == 0 ? WORDING.render("nothing", Map.of()) : text.toString();
  }

  private boolean valued(HistoryItem item) {
    return likedFrom.isPresent() && item.value().isPresent();
  }

  private boolean liked(HistoryItem item) {
    return item.value().getAsDouble() >= likedFrom.getAsDouble();
  }

  private static List<String> titles(List<HistoryItem> items, Predicate<HistoryItem> which) {
    return items.stream().filter(which).map(HistoryItem::title).toList();
  }

  private static void say(StringJoiner text, String part, List<String> what) {
    if (!what.isEmpty()) {
      text.add(WORDING.render(part, Map.of("titles", QuotedText.array(what, MAX_TITLE))));
    }
  }
}
