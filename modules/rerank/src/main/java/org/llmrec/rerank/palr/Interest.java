package org.llmrec.rerank.palr;

import java.util.List;
import org.llmrec.llm.text.VisibleText;
import org.llmrec.rerank.history.HistoryText;

/**
 * Something that somebody likes.
 *
 * @param keyword in a word or two; never blank
 * @param because titles of the items that show it; may be empty
 */
public record Interest(String keyword, List<String> because) {
  /** The most code points of a keyword. */
  public static final int MAX_KEYWORD = 100;

  /** The most code points of a title. */
  public static final int MAX_TITLE = HistoryText.MAX_TITLE;

  /**
   * Takes what is to be seen of the texts.
   *
   * @throws IllegalArgumentException if there is nothing to be seen of the keyword
   */
  public Interest {
    keyword = VisibleText.of(keyword, MAX_KEYWORD);
    if (keyword.isEmpty()) {
      throw new IllegalArgumentException("profile: expected a keyword, found nothing to be seen");
    }
    because =
        because.stream()
            .map(title -> VisibleText.of(title, MAX_TITLE))
            .filter(title -> !title.isEmpty())
            .toList();
  }
}
