package org.llmrec.retrieve.signal;

import java.util.Locale;
import org.llmrec.core.Item;
import org.llmrec.retrieve.WordScoring;

/** The kinds of text in an index. */
public enum WordKind {
  /** Of the catalogue. */
  TITLE,
  /** Of the catalogue. */
  CATEGORIES,
  /** Of the catalogue. */
  DESCRIPTION,
  /** Of the catalogue. */
  ATTRIBUTES,
  /** What language models wrote. */
  ANSWERS;

  /** What a feature is called. */
  public String label() {
    return "words of " + name().toLowerCase(Locale.ROOT);
  }

  /** BM25 by this kind of text alone. */
  public WordScoring only() {
    WordScoring standard = WordScoring.STANDARD;
    return new WordScoring(
        this == TITLE ? 1 : 0,
        this == CATEGORIES ? 1 : 0,
        this == DESCRIPTION ? 1 : 0,
        this == ATTRIBUTES ? 1 : 0,
        this == ANSWERS ? 1 : 0,
        standard.k1(),
        standard.b(),
        false);
  }

  /**
   * Whether an item lacks such a text.
   *
   * @param missing the kinds that it lacks, a bit each, as {@link CatalogueSignals#missing} has
   *     them
   */
  public boolean isIn(int missing) {
    return (missing >> ordinal() & 1) != 0;
  }

  /**
   * Whether an item has such a text.
   *
   * @param answered whether anything was written about it
   */
  public boolean isOf(Item item, boolean answered) {
    return switch (this) {
      case TITLE -> !item.title().isBlank();
      case CATEGORIES -> !item.categories().isEmpty();
      case DESCRIPTION -> !item.description().isBlank();
      case ATTRIBUTES -> !item.attributes().isEmpty();
      case ANSWERS -> answered;
    };
  }
}
