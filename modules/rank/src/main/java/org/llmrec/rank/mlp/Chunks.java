package org.llmrec.rank.mlp;

/**
 * How rows are spread over arrays that each hold a power of two of them, so that a shift and a mask
 * find a row. One array as long as there are no more than 2²⁸ numbers.
 *
 * @param size rows in all
 * @param width numbers per row
 * @param shift the logarithm of the rows per array
 */
record Chunks(int size, int width, int shift) {
  static final int MOST = 1 << 28;

  static Chunks of(int size, int width, int mostNumbers) {
    return new Chunks(
        size, width, 31 - Integer.numberOfLeadingZeros(Math.max(1, mostNumbers / width)));
  }

  int count() {
    return (int) (((long) size + (1L << shift) - 1) >> shift);
  }

  int first(int chunk) {
    return chunk << shift;
  }

  int rows(int chunk) {
    return Math.min(1 << shift, size - first(chunk));
  }

  int at(int ordinal) {
    return (ordinal & ((1 << shift) - 1)) * width;
  }
}
