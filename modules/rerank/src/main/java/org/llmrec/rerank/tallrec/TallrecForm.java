package org.llmrec.rerank.tallrec;

import java.util.Optional;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * How interactions become samples.
 *
 * @param noun what an item is called, such as {@code movie}; not blank
 * @param likedAbove an item is liked if its value is greater, not equal
 * @param history how many items a sample tells of at most, 1 or more
 * @param creator an attribute that entries name after {@code written by}, such as {@code author};
 *     an item without it is named alone
 * @param drawing which of somebody's interactions become targets
 */
public record TallrecForm(
    String noun, double likedAbove, int history, Optional<String> creator, Drawing drawing) {
  /** Which of somebody's interactions become targets. */
  public enum Drawing {
    /**
     * By time, every one that has a full history before it: of n interactions, {@code max(0, n -
     * history)}.
     */
    EVERY,
    /**
     * For data without times: of users with more than {@value TallrecWindows#FEW} interactions, put
     * into an order by the seed, the last; the first of the others are the history.
     */
    LAST
  }

  /** The published form for films: liked above 3, ten before each. */
  public static final TallrecForm MOVIE =
      new TallrecForm("movie", 3, 10, Optional.empty(), Drawing.EVERY);

  /** The published form for books: liked above 5, with their author, up to ten before the last. */
  public static final TallrecForm BOOK =
      new TallrecForm("book", 5, 10, Optional.of("author"), Drawing.LAST);

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public TallrecForm {
    if (noun.isBlank() || !Double.isFinite(likedAbove) || history < 1) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected a noun, a finite threshold and a history of 1 or more, found \""
              + noun
              + "\", "
              + likedAbove
              + ", "
              + history);
    }
  }

  /** The same with another word for an item. */
  public TallrecForm noun(String called) {
    return new TallrecForm(called, likedAbove, history, creator, drawing);
  }

  /** Whether that value says that somebody liked an item. */
  public boolean liked(double value) {
    return value > likedAbove;
  }

  /**
   * An item in a list: its title in quotes, or its id where it has none, and perhaps who made it.
   */
  public String entry(Item item) {
    String title = item.title().isBlank() ? item.id() : item.title();
    String by = creator.map(name -> item.attributes().getOrDefault(name, "")).orElse("");
    return entry(title) + (by.isBlank() ? "" : " written by " + by);
  }

  /** The same of a bare title. */
  public static String entry(String title) {
    return "\"" + title + "\"";
  }

  /**
   * An entry as the target of the question. With creators the released samples set the whole entry
   * in quotes once more, and so does this.
   */
  public String target(String entry) {
    return creator.isPresent() ? "\"" + entry + "\"" : entry;
  }
}
