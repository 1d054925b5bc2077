package org.llmrec.rank.list;

import java.util.Objects;

/**
 * What is known of somebody who asks.
 *
 * @param items ordinals of what they liked, oldest first where that is known; may be empty. Not to
 *     be changed
 * @param time when the last of it happened, or when they ask, in seconds since 1970; or {@link
 *     org.llmrec.core.Interaction#NO_TIME}
 * @param trained whether the ranker was learnt from these rows of theirs: its parts promise more to
 *     such people than to strangers
 */
@SuppressWarnings("ArrayRecordComponent") // one per request, read-only by contract
public record History(int[] items, long time, boolean trained) {
  /** Refuses null. */
  public History {
    Objects.requireNonNull(items, "items");
  }

  /** Of somebody whom the ranker was learnt from. */
  public History(int[] items, long time) {
    this(items, time, true);
  }
}
