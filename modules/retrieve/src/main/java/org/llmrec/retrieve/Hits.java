package org.llmrec.retrieve;

import java.util.Arrays;

/**
 * The answer of one source, best first, equal scores by ordinal. Immutable.
 *
 * <p>No ordinal occurs twice. An answer is {@linkplain #partial() partial} when the deadline ended
 * the search: what is there is right, but better items may be missing.
 */
public final class Hits {
  private final Source source;
  private final int[] ordinals;
  private final float[] scores;
  private final boolean partial;

  Hits(Source source, int[] ordinals, float[] scores, boolean partial) {
    this.source = source;
    this.ordinals = ordinals;
    this.scores = scores;
    this.partial = partial;
  }

  static Hits none(Source source, boolean partial) {
    return new Hits(source, new int[0], new float[0], partial);
  }

  /** Who answered. */
  public Source source() {
    return source;
  }

  /** How many items were found. */
  public int size() {
    return ordinals.length;
  }

  /** The catalogue ordinal of the hit of rank {@code i + 1}. */
  public int ordinal(int i) {
    return ordinals[i];
  }

  /** The score of the hit of rank {@code i + 1}. */
  public float score(int i) {
    return scores[i];
  }

  /** All ordinals, best first; a copy. */
  public int[] ordinals() {
    return ordinals.clone();
  }

  /** Whether the deadline cut the search short. */
  public boolean partial() {
    return partial;
  }

  @Override
  public String toString() {
    return source + Arrays.toString(ordinals) + (partial ? " (partial)" : "");
  }
}
