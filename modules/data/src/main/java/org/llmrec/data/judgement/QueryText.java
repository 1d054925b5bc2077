package org.llmrec.data.judgement;

import java.util.Locale;

/** When two people typed the same. */
public final class QueryText {
  private QueryText() {}

  /** In lower case, without blanks at the ends and with one blank between words. */
  public static String folded(String query) {
    return query.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
