package org.llmrec.data.judgement;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.Interaction;

/**
 * How often an item was shown for a query at a place, and clicked there. Immutable.
 *
 * @param query what was typed, as it was
 * @param item its id
 * @param position where it stood, from 1 (the first) on
 * @param impressions how often it was shown there, from 1 on
 * @param clicks how many of these ended in a click, 0 to {@code impressions}
 * @param user who searched, where that is known
 * @param time when, in seconds since 1970, or {@link Interaction#NO_TIME}
 */
public record Click(
    String query,
    String item,
    int position,
    long impressions,
    long clicks,
    Optional<String> user,
    long time) {
  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Click {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(user, "user");
    if (position < 1 || impressions < 1 || clicks < 0 || clicks > impressions) {
      throw new IllegalArgumentException(
          "expected a position and impressions from 1 on and no more clicks than these, found "
              + "position "
              + position
              + ", impressions "
              + impressions
              + ", clicks "
              + clicks);
    }
  }
}
