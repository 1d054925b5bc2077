package org.llmrec.rank.foreign;

import java.util.Locale;

/** Which requests a ranker puts in order. */
public enum Use {
  /** Those for a user or a history, without a query. */
  RECOMMEND,
  /** Those with a query. */
  SEARCH;

  /** As schemas spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
