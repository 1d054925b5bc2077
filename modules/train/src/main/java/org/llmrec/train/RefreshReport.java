package org.llmrec.train;

import java.util.Locale;

/**
 * What a refresh did.
 *
 * @param items how many items have a vector now
 * @param kept users whose vector is the one that was there
 * @param folded users whose vector was solved from their history
 * @param seconds how long it took
 */
public record RefreshReport(int items, int kept, int folded, double seconds) {

  /** One sentence for a person. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "refreshed without training: %,d items, %,d users as they were, %,d by their new history"
            + " (%.1f s); the figures are those of the training",
        items,
        kept,
        folded,
        seconds);
  }
}
