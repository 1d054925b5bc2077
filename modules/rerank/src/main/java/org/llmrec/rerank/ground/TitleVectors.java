package org.llmrec.rerank.ground;

import java.util.Objects;
import java.util.function.IntPredicate;
import org.llmrec.core.vector.Vectors;

/**
 * Vectors of a catalogue's titles, for what no spelling finds. Thread-safe if {@code encoder} is.
 *
 * @param encoder of written titles
 * @param rows of the items in their order, row-major {@code [N, D]}, in unit length; a zero row is
 *     never found. Must not be changed afterwards
 * @param dims D, 1 or more
 * @param least the cosine from which on an item is meant, in (0, 1]; it depends on the encoder
 */
public record TitleVectors(ToVector encoder, float[] rows, int dims, double least) {
  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if the rows are no multiple of D or the cosine is out of range
   */
  public TitleVectors {
    Objects.requireNonNull(encoder, "encoder");
    if (dims < 1 || rows.length % dims != 0 || !(least > 0 && least <= 1)) {
      throw new IllegalArgumentException(
          "title vectors: expected rows of "
              + dims
              + " and a least cosine in (0, 1], found "
              + rows.length
              + " numbers and "
              + least);
    }
  }

  /** How many rows. */
  public int size() {
    return rows.length / dims;
  }

  /**
   * A row and its cosine.
   *
   * @param row -1 for none
   */
  record Nearest(int row, double cosine) {}

  /** The nearest row that counts, the first of equally near ones; looks at every row. */
  Nearest nearest(String text, IntPredicate counts) {
    float[] vector = Vectors.normalise(encoder.of(text).clone());
    if (vector.length != dims) {
      throw new IllegalArgumentException(
          "title vectors: expected a vector of width " + dims + ", found " + vector.length);
    }
    int best = -1;
    float most = (float) least;
    for (int row = 0; row < size(); row++) {
      float cosine = Vectors.dot(vector, rows, row * dims);
      if ((best < 0 ? cosine >= most : cosine > most) && counts.test(row)) {
        best = row;
        most = cosine;
      }
    }
    return new Nearest(best, most);
  }
}
