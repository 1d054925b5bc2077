package org.llmrec.rerank.palr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.llmrec.llm.text.QuotedText;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.prompt.Template;

/** The same words for asking and for tuning: a tuned model is asked as it was taught. */
final class PalrWording {
  /** The version of the wording. */
  static final int VERSION = 1;

  private static final Template WORDING = Template.load("palr/recommend", VERSION);

  private PalrWording() {}

  static String instruction(boolean candidates, int count) {
    return WORDING.render(
        candidates ? "retrieval" : "recommend", Map.of("count", Integer.toString(count)));
  }

  /**
   * What is known, one thing a line.
   *
   * @param candidates titles in the order in which they are shown; empty for none
   */
  static String input(
      History history, Optional<Profile> profile, Optional<List<String>> candidates) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(
        WORDING.render(
            "history",
            Map.of("history", titles(history.items().stream().map(HistoryItem::title).toList()))));
    profile.ifPresent(
        known ->
            lines.add(
                WORDING.render(
                    "profile",
                    Map.of("profile", QuotedText.array(known.words(), Interest.MAX_KEYWORD)))));
    candidates.ifPresent(
        list -> lines.add(WORDING.render("candidates", Map.of("candidates", titles(list)))));
    return lines.toString();
  }

  static String titles(List<String> titles) {
    return QuotedText.array(titles, Interest.MAX_TITLE);
  }
}
