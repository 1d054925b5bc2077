package org.llmrec.rank.tensor;

import java.util.List;

/** Arithmetic on shapes that cannot overflow unnoticed. */
final class Shapes {
  private Shapes() {}

  /**
   * The product of the lengths.
   *
   * @throws IllegalArgumentException if a length is negative or the product exceeds an array
   */
  static int size(List<Integer> shape) {
    long size = 1;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException("a dimension must not be negative, found " + shape);
      }
      size *= length;
      if (size > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException("a tensor holds at most 2^31 numbers, found " + shape);
      }
    }
    return (int) size;
  }

  static void check(List<Integer> shape, int length) {
    if (size(shape) != length) {
      throw new IllegalArgumentException("shape " + shape + " does not hold " + length + " values");
    }
  }
}
