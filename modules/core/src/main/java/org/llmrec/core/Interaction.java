package org.llmrec.core;

import java.util.Objects;

/**
 * One event between a user and an item: a rating, a view, a purchase.
 *
 * @param user the user's key; never blank
 * @param item the item's key; never blank
 * @param value a rating or a weight, finite; its meaning is declared beside the data, not here
 * @param timestamp seconds since 1970-01-01T00:00Z, or {@link #NO_TIME} where the data has none
 */
public record Interaction(String user, String item, double value, long timestamp) {
  /** Stands where the data carries no time. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a key is blank or the value is not finite
   */
  public Interaction {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(item, "item");
    if (user.isBlank() || item.isBlank()) {
      throw new IllegalArgumentException("user and item must not be blank");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be finite, found " + value);
    }
  }

  /** Whether the data says when this happened. */
  public boolean hasTime() {
    return timestamp != NO_TIME;
  }
}
