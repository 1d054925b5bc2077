package org.llmrec.rank.list;

/**
 * What a part says of every item to one asker: numbers that are worked out when they are asked for,
 * and their moments over the whole catalogue.
 */
interface Opinion {
  /**
   * Moments of the scores over the catalogue without the asker's history.
   *
   * @param sum of the scores
   * @param squares the sum of their squares
   * @param count how many items those are
   */
  record Moments(double sum, double squares, int count) {}

  /** The score of an item. */
  float of(int item);

  /** How all scores are spread. */
  Moments moments();

  /** The weighted mean of the scores of the items with the most similar texts. */
  default float nearby(int item, TextNeighbours neighbours) {
    return neighbours.mean(item, this::of);
  }

  /** How much of {@link #of} comes from one item of the history; 0 where nothing can be said. */
  default float from(int source, int item) {
    return 0;
  }
}
