package org.llmrec.retrieve.signal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The words of titles as the index has them. Thread-safe if its functions are.
 *
 * @param terms the words that a text is looked for by
 * @param titles by item number the words of its title; empty where there is none
 */
public record TitleWords(Function<String, List<String>> terms, IntFunction<Set<String>> titles) {
  /** A year in brackets at the end says which of several, and nobody types it. */
  private static final String YEAR = "\\s*\\(\\d{4}\\)\\s*$";

  /**
   * Of these titles.
   *
   * @param titles by item number; blank where there is none
   */
  public static TitleWords of(Function<String, List<String>> terms, List<String> titles) {
    List<Set<String>> words = titles.stream().map(title -> ofTitle(terms, title)).toList();
    return new TitleWords(terms, words::get);
  }

  /** The words of a title. */
  public static Set<String> ofTitle(Function<String, List<String>> terms, String title) {
    return new HashSet<>(terms.apply(title.replaceFirst(YEAR, "")));
  }

  /** The words that a text is looked for by. */
  Set<String> words(String text) {
    return new HashSet<>(terms.apply(text));
  }

  /** Whether the item has a title. */
  boolean has(int item) {
    return !titles.apply(item).isEmpty();
  }

  /** The share of the query's words that the title has, 0 to 1. */
  float covered(Set<String> query, int item) {
    return query.isEmpty() ? 0 : (float) common(query, item) / query.size();
  }

  /** Whether query and title have the same words. */
  boolean same(Set<String> query, int item) {
    return !query.isEmpty() && titles.apply(item).equals(query);
  }

  private long common(Set<String> query, int item) {
    return query.stream().filter(titles.apply(item)::contains).count();
  }
}
