package org.llmrec.rank.foreign;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A vector that a ranker may be told. */
public enum RankerVector {
  /** Of each candidate's texts, of length 1; missing for an item without texts. */
  ITEM_TEXT_VECTOR(true),
  /** The item tower's, of each candidate; never missing. */
  ITEM_VECTOR(true),
  /** The towers' vector of who asks, the average user's for somebody unknown; never missing. */
  USER_VECTOR(false),
  /**
   * Of the query, of length 1, by the encoder of the texts; missing where the encoder could not be
   * asked.
   */
  QUERY_VECTOR(false);

  private final boolean perItem;

  RankerVector(boolean perItem) {
    this.perItem = perItem;
  }

  /** Whether every candidate has its own; otherwise there is one for a request. */
  public boolean perItem() {
    return perItem;
  }

  /** Whether a request may lack it, of a candidate or at all. */
  public boolean mayBeMissing() {
    return this == ITEM_TEXT_VECTOR || this == QUERY_VECTOR;
  }

  /** The requests that have it. */
  public List<Use> uses() {
    return this == QUERY_VECTOR ? List.of(Use.SEARCH) : List.of(Use.values());
  }

  /** As schemas spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The one that a schema spells so. */
  public static Optional<RankerVector> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
