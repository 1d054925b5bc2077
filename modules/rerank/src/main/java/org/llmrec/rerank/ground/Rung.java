package org.llmrec.rerank.ground;

/** How sure it is which item a written title means; the surest first. */
public enum Rung {
  /** Written as the catalogue writes it. */
  EXACT,
  /** The same but for capitals, accents, punctuation, an article's place, a year or a byname. */
  NORMALISED,
  /** A few letters differ, and no other title is nearly as near. */
  FUZZY,
  /** Its vector is near the item's. */
  EMBEDDING,
  /** None of these: no item of the catalogue, as far as can be told. */
  INVALID
}
