package org.llmrec.rank.list;

/**
 * What a part says of every item to one asker: numbers that are worked out when they are asked for,
 * and their moments over the whole catalogue.
 */
interface Opinion {
  /** The score of an item. */
  float of(int item);

  /** The weighted mean of the scores of the items with the most similar texts. */
  float nearby(int item, TextNeighbours neighbours);

  /** The sum over the catalogue, without the asker's history. */
  double sum();

  /** The sum of squares over the same items. */
  double squares();

  /** How many items those are. */
  int count();

  /** How much of {@link #of} comes from one item of the history; 0 where nothing can be said. */
  float from(int source, int item);
}
