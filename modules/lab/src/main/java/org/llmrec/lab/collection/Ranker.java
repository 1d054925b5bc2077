package org.llmrec.lab.collection;

/** Finds documents for a query. */
interface Ranker {
  /** At most {@code depth} documents. */
  Ranking rank(String query, int depth);
}
