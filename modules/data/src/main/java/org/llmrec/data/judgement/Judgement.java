package org.llmrec.data.judgement;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.Interaction;

/**
 * What somebody says of an item for a query. Immutable.
 *
 * @param query what was typed, as it was
 * @param item its id
 * @param grade from 1 on for what is relevant, the higher the more; 0 and below for what is not
 * @param user who says so, where that is known
 * @param time when, in seconds since 1970, or {@link Interaction#NO_TIME}
 */
public record Judgement(String query, String item, int grade, Optional<String> user, long time) {
  /** Refuses null. */
  public Judgement {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(item, "item");
    Objects.requireNonNull(user, "user");
  }
}
