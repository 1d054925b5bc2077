package org.llmrec.enrich.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the items stand with one field. Every item is counted once: {@code items = own + imported +
 * discarded + failed + missing}.
 *
 * @param field its name: a prompt's id
 * @param items of the catalogue
 * @param own items with a text that was asked for
 * @param imported items with a text from elsewhere
 * @param discarded items whose answer was not fit for use
 * @param failed items whose question was not answered
 * @param missing items that were not asked about, or whose answer to a pack lacks the field
 * @param models how many texts are from which model, most first
 * @param lengths of the texts
 * @param duplicates among the texts
 */
public record FieldReport(
    String field,
    long items,
    long own,
    long imported,
    long discarded,
    long failed,
    long missing,
    Map<String, Long> models,
    Lengths lengths,
    Duplicates duplicates) {
  /** Copies the map. */
  public FieldReport {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  /** Items with a text. */
  public long texts() {
    return own + imported;
  }

  /** The share of items with a text, in [0, 1]. */
  public double coverage() {
    return items == 0 ? 0 : (double) texts() / items;
  }
}
