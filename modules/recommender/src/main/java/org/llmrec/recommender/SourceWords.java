package org.llmrec.recommender;

import org.llmrec.retrieve.Source;

/** How sources are called in sentences. */
final class SourceWords {
  private SourceWords() {}

  /** "by words", as in "the search by words" and "found by words". */
  static String of(Source source) {
    return switch (source) {
      case WORDS -> "by words";
      case TEXT -> "by meaning";
      case TOWER -> "by taste";
      case CO_ENGAGED -> "by who likes the same";
      case POPULARITY -> "by popularity";
      case HISTORY -> "by what was liked";
      case TRENDING -> "by what is liked lately";
      case NEW -> "among new items";
      case ALIKE -> "by the words of what was liked";
    };
  }
}
