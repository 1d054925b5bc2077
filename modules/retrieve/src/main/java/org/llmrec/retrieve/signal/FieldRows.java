package org.llmrec.retrieve.signal;

/** The vectors of items for one of their texts, each of length 1. Thread-safe. */
public interface FieldRows {
  /** What the text is called. */
  String name();

  /** Whether an item has a vector. */
  boolean has(int item);

  /** The vector of an item that has one, {@code [D]}; not to be changed. */
  float[] row(int item);

  /**
   * Inner products with all vectors.
   *
   * @param vector {@code [D]}
   * @param products filled, {@code [items]}; NaN for an item without a vector
   */
  void products(float[] vector, float[] products);
}
