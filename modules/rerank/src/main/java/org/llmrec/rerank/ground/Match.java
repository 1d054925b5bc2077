package org.llmrec.rerank.ground;

import java.util.Objects;
import java.util.Optional;

/**
 * What a written title was found to mean.
 *
 * @param rung how
 * @param id which item; empty where the rung is {@link Rung#INVALID}
 * @param likeness 1 where the rung is exact or normalised; the share of letters that agree where it
 *     is fuzzy; the cosine where it is by embedding; 0 where it is invalid
 */
public record Match(Rung rung, Optional<String> id, double likeness) {
  /** No item. */
  public static final Match NONE = new Match(Rung.INVALID, Optional.empty(), 0);

  /**
   * Checks that there is an id where there should be one.
   *
   * @throws IllegalArgumentException if not
   */
  public Match {
    Objects.requireNonNull(rung, "rung");
    if (id.isPresent() == (rung == Rung.INVALID)) {
      throw new IllegalArgumentException("match: expected an id unless invalid, found " + id);
    }
  }

  static Match of(Rung rung, String id, double likeness) {
    return new Match(rung, Optional.of(id), likeness);
  }
}
