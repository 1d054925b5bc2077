package org.llmrec.retrieve;

import java.util.Objects;

/**
 * How a catalogue is indexed. Kept with the index, so that whoever opens it need not know.
 *
 * @param language how texts become words
 * @param vectors how the graph walks over vectors are coded
 */
public record IndexOptions(Language language, VectorEncoding vectors) {

  /** Checks that both are given. */
  public IndexOptions {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(vectors, "vectors");
  }

  /** English texts, vectors as they are. */
  public static IndexOptions defaults() {
    return new IndexOptions(Language.ENGLISH, VectorEncoding.FLOAT);
  }
}
