package org.llmrec.train.internal;

/**
 * Scores of the whole catalogue for a block of users.
 *
 * <p>The engine multiplies matrices far faster than loops over rows would.
 */
@FunctionalInterface
public interface CatalogueScores {
  /** {@code [users.length, N]}, row-major. */
  float[] of(int[] users);
}
