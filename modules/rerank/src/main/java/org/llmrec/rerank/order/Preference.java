package org.llmrec.rerank.order;

/** What is thought of two items. */
public enum Preference {
  /** The first is better. */
  FIRST,
  /** The second is better. */
  SECOND,
  /** Neither is, or nobody could tell. */
  TIE;

  /** The same of the two the other way round. */
  public Preference reversed() {
    return switch (this) {
      case FIRST -> SECOND;
      case SECOND -> FIRST;
      case TIE -> TIE;
    };
  }
}
