package org.llmrec.encode;

import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorBlock;

/**
 * The answer to one call.
 *
 * @param vectors {@code [N, D]}, one per text in the order of the call, each an array of its own;
 *     of length 1 where the manifest says so. Not copied
 * @param cut {@code [N]}, which of the texts were longer than the model reads and lost their end;
 *     not copied
 */
@SuppressWarnings("ArrayRecordComponent") // millions of them: a copy per call would be waste
public record Encoded(float[][] vectors, boolean[] cut) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if they differ
   */
  public Encoded {
    if (vectors.length != cut.length) {
      throw new IllegalArgumentException(
          "expected as many marks as vectors, found " + cut.length + " for " + vectors.length);
    }
  }

  /** Of texts that were all read to their end. */
  public static Encoded whole(float[][] vectors) {
    return new Encoded(vectors, new boolean[vectors.length]);
  }

  /**
   * A copy in one array, {@code [N, D]}: {@code FLOAT32} as computed, {@code FLOAT16} in half of
   * the room, {@code INT8} in a quarter. What that costs in accuracy says {@link VectorBlock}.
   */
  public VectorBlock as(Element element) {
    return VectorBlock.of(element, vectors);
  }

  /** How many of the N texts lost their end. */
  public int truncated() {
    int truncated = 0;
    for (boolean each : cut) {
      truncated += each ? 1 : 0;
    }
    return truncated;
  }
}
