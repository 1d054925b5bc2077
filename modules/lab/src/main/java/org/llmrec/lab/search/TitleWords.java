package org.llmrec.lab.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.llmrec.retrieve.WordAnalysis;

/** The words of titles as the index has them. Thread-safe. */
final class TitleWords {
  /** A year in brackets at the end says which of several, and nobody types it. */
  private static final String YEAR = "\\s*\\(\\d{4}\\)\\s*$";

  private final WordAnalysis analysis = new WordAnalysis();
  private final List<Set<String>> titles;

  /**
   * Of these titles.
   *
   * @param titles by item number; blank where there is none
   */
  TitleWords(List<String> titles) {
    this.titles = titles.stream().map(title -> words(title.replaceFirst(YEAR, ""))).toList();
  }

  /** The words that a text is looked for by. */
  Set<String> words(String text) {
    return new HashSet<>(analysis.terms(text));
  }

  /** Whether the item has a title. */
  boolean has(int item) {
    return !titles.get(item).isEmpty();
  }

  /** The share of the query's words that the title has, 0 to 1. */
  float covered(Set<String> query, int item) {
    return query.isEmpty() ? 0 : (float) common(query, item) / query.size();
  }

  /** Whether query and title have the same words. */
  boolean same(Set<String> query, int item) {
    return !query.isEmpty() && titles.get(item).equals(query);
  }

  private long common(Set<String> query, int item) {
    return query.stream().filter(titles.get(item)::contains).count();
  }
}
