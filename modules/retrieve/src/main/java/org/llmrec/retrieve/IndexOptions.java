package org.llmrec.retrieve;

import java.util.Objects;

/**
 * How a catalogue is indexed. Language and coding are kept with the index, so that whoever opens it
 * need not know.
 *
 * @param language how texts become words
 * @param vectors how the graph walks over vectors are coded
 * @param threads that build the graphs of vectors, which for a large catalogue is most of the work.
 *     With 1 equal items give an index that answers the same; with more, which of the vectors far
 *     down a list are missed may differ from build to build. Not kept: of an index that was opened
 *     it is 1
 */
public record IndexOptions(Language language, VectorEncoding vectors, int threads) {

  /**
   * Checks that all are given.
   *
   * @throws IllegalArgumentException if the threads are less than 1
   */
  public IndexOptions {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(vectors, "vectors");
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected 1 or more, found " + threads);
    }
  }

  /** With one thread. */
  public IndexOptions(Language language, VectorEncoding vectors) {
    this(language, vectors, 1);
  }

  /** English texts, vectors as they are, one thread. */
  public static IndexOptions defaults() {
    return new IndexOptions(Language.ENGLISH, VectorEncoding.FLOAT);
  }

  /** The same with so many threads. */
  public IndexOptions threads(int number) {
    return new IndexOptions(language, vectors, number);
  }
}
