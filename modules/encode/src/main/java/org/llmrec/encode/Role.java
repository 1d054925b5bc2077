package org.llmrec.encode;

/**
 * What a text is to a search. Some models were trained with different words before the two (e5,
 * bge); for the others it makes no difference.
 */
public enum Role {
  /** What is looked for. */
  QUERY,
  /** What is found: an item's text. */
  PASSAGE
}
