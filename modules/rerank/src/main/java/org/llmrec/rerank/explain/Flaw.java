package org.llmrec.rerank.explain;

/** Why a reason that a model gave is not shown. */
public enum Flaw {
  /** There is none, or nothing that can be read, or only the item's title. */
  MISSING,
  /** It is longer than allowed. */
  TOO_LONG,
  /** It names a title of the catalogue that is neither the item's nor in the history. */
  FOREIGN_TITLE,
  /** It states a number or a year that is in no field of the item and not in the history. */
  FOREIGN_NUMBER
}
