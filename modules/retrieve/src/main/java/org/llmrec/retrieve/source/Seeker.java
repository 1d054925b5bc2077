package org.llmrec.retrieve.source;

import java.util.Optional;

/**
 * Who asks, as far as it is known. The arrays are not to be changed.
 *
 * @param query what the person typed
 * @param meaning the query's vector, {@code [Dtext]} of any length
 * @param liked ordinals of what the person liked, none twice; may be empty
 * @param taste the user's vector, {@code [Dtower]}
 */
@SuppressWarnings("ArrayRecordComponent") // one a request, read-only by contract
public record Seeker(
    Optional<String> query, Optional<float[]> meaning, int[] liked, Optional<float[]> taste) {
  private static final Seeker NOBODY =
      new Seeker(Optional.empty(), Optional.empty(), new int[0], Optional.empty());

  /** Of whom nothing is known. */
  public static Seeker nobody() {
    return NOBODY;
  }

  /** The same with what they typed. */
  public Seeker query(String text) {
    return new Seeker(Optional.of(text), meaning, liked, taste);
  }

  /** The same with the query's vector. */
  public Seeker meaning(float[] vector) {
    return new Seeker(query, Optional.of(vector), liked, taste);
  }

  /** The same with what they liked. */
  public Seeker liked(int... ordinals) {
    return new Seeker(query, meaning, ordinals, taste);
  }

  /** The same with the user's vector. */
  public Seeker taste(float[] vector) {
    return new Seeker(query, meaning, liked, Optional.of(vector));
  }
}
