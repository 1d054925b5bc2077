package org.llmrec.core.vector;

/**
 * The form of a {@link VectorBlock}.
 *
 * @param rows N
 * @param dims D; 0 where there is no row
 */
record BlockShape(int rows, int dims) {
  /** That of vectors which are to become a block. */
  static BlockShape of(float[]... vectors) {
    int dims = vectors.length == 0 ? 0 : vectors[0].length;
    for (int row = 0; row < vectors.length; row++) {
      if (vectors[row].length != dims) {
        throw new IllegalArgumentException(
            "expected vectors of one length, found "
                + dims
                + " and, in row "
                + row
                + ", "
                + vectors[row].length);
      }
    }
    if ((long) vectors.length * dims > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "expected at most 2147483647 numbers, found "
              + vectors.length
              + " vectors of "
              + dims
              + "; make several blocks");
    }
    return new BlockShape(vectors.length, dims);
  }

  /** How many rows so many numbers are. */
  static int rows(int dims, int numbers) {
    return dims == 0 ? 0 : numbers / dims;
  }

  /** Refuses numbers that are no whole rows. */
  static void require(int dims, int numbers) {
    if (dims < 0 || (dims == 0 ? numbers > 0 : numbers % dims != 0)) {
      throw new IllegalArgumentException(
          "expected whole rows of " + dims + ", found " + numbers + " numbers");
    }
  }

  /** The complaint about a number. */
  static IllegalArgumentException refused(String expected, float found, int row, int place) {
    return new IllegalArgumentException(
        "row " + row + ", place " + place + ": expected " + expected + ", found " + found);
  }

  int numbers() {
    return rows * dims;
  }
}
