package org.llmrec.enrich.report;

import java.util.List;

/**
 * Texts that several items have, to the letter.
 *
 * @param texts how many texts another item has too
 * @param share of all the field's texts, in [0, 1]; 0 where there is none
 * @param top the most frequent, most frequent first
 */
public record Duplicates(long texts, double share, List<Repeated> top) {
  /** Copies the list. */
  public Duplicates {
    top = List.copyOf(top);
  }

  /**
   * One of them.
   *
   * @param text its beginning
   * @param items how many items have it
   */
  public record Repeated(String text, long items) {}
}
