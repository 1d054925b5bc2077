package org.llmrec.retrieve;

/** Where candidates come from. */
public enum Source {
  /** Words of the query in the item's texts; the score is BM25 (0 and up, unbounded). */
  WORDS,
  /** Texts that mean something alike; the score is the cosine of the text vectors, -1 to 1. */
  TEXT,
  /** Items near a user's taste; the score is the inner product with the item tower, unbounded. */
  TOWER,
  /**
   * Items liked by the same people as an item; the score is a shrunk cosine less chance, above 0,
   * below 1.
   */
  CO_ENGAGED,
  /** What most users interacted with; the score is the number of interactions. */
  POPULARITY,
  /**
   * Texts like those of what somebody liked; the score is the greatest cosine with one of the
   * middles of these texts, -1 to 1.
   */
  HISTORY,
  /** What many interacted with lately; the score is {@link CatalogueIndex#trend}, above 0. */
  TRENDING,
  /**
   * Items that hardly anybody has met; the score is that of the source by which they are chosen.
   */
  NEW,
  /** Items whose texts share an item's most telling words; the score is BM25. */
  ALIKE
}
