package org.llmrec.rerank.ground;

import java.util.List;
import java.util.Objects;

/**
 * What a list of written titles means.
 *
 * @param ids of the items, each once, in the order of first mention
 * @param counts of all entries, repeated and outside ones too
 * @param duplicates how many entries named an item again
 * @param outside items of the catalogue that are no candidates, each once, in order; empty where
 *     the whole catalogue is open
 * @param outsideEntries how many entries named such an item
 * @param invalid entries that name no item, as written
 */
public record Grounded(
    List<String> ids,
    Counts counts,
    int duplicates,
    List<String> outside,
    int outsideEntries,
    List<String> invalid) {
  /** Copies the lists. */
  public Grounded {
    ids = List.copyOf(ids);
    Objects.requireNonNull(counts, "counts");
    outside = List.copyOf(outside);
    invalid = List.copyOf(invalid);
  }

  /** The share of entries that name no item of the catalogue; 0 without entries. */
  public double invalidRate() {
    return rate(counts.of(Rung.INVALID));
  }

  /** The share of entries that name no candidate: nothing at all, or an item outside. */
  public double outsideRate() {
    return rate(counts.of(Rung.INVALID) + outsideEntries);
  }

  private double rate(int entries) {
    return counts.total() == 0 ? 0 : entries / (double) counts.total();
  }
}
