package org.llmrec.retrieve;

import org.llmrec.core.error.ConfigException;
import org.llmrec.retrieve.internal.Labels;

/**
 * What the catalogue's texts are written in, which decides what counts as the same word and which
 * small words a query can do without. For both, letter case and accents do not count.
 */
public enum Language {
  /** Krovetz stemming, which keeps "universe" apart from "university". */
  ENGLISH,
  /** Words as they stand: no stemming and no stop words. For several languages, or any other. */
  NONE,
  /** Light stemming; "ae" is "ä". */
  GERMAN,
  /** Light stemming, and "l'amour" is "amour". */
  FRENCH,
  /** Light stemming. */
  SPANISH,
  /** Light stemming, and "l'amore" is "amore". */
  ITALIAN,
  /** Light stemming. */
  PORTUGUESE,
  /** Snowball stemming. */
  DUTCH,
  /** Light stemming; "ё" is "е". */
  RUSSIAN,
  /** Light stemming. */
  SWEDISH,
  /** Snowball stemming. */
  DANISH,
  /** Light stemming of Bokmål. */
  NORWEGIAN,
  /** Light stemming. */
  FINNISH,
  /** Light stemming. */
  HUNGARIAN,
  /** Chinese, Japanese and Korean: every two neighbouring characters are a word. */
  CJK;

  /** The name in configurations and in the index: {@code english}, {@code none} and so on. */
  public String label() {
    return Labels.of(this);
  }

  /**
   * By its label.
   *
   * @throws ConfigException if there is none of that name
   */
  public static Language parse(String label) {
    return Labels.parse("language", label, values());
  }
}
