package org.llmrec.rank.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * A dense array of numbers with a shape, row-major. The arrays are not copied: whoever hands one
 * over stops writing to it.
 */
public sealed interface Tensor {

  /** The lengths of the dimensions, outermost first; empty for a single number. */
  List<Integer> shape();

  /** How many numbers it holds. */
  int size();

  /** The name of the element type in the file. */
  String dtype();

  /**
   * 32-bit floating point, all finite.
   *
   * @param shape lengths of the dimensions, none negative
   * @param values row-major, as many as the product of {@code shape}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Floats(List<Integer> shape, float[] values) implements Tensor {
    /**
     * Checks that shape and length agree.
     *
     * @throws IllegalArgumentException if they do not
     */
    public Floats {
      shape = List.copyOf(shape);
      Shapes.check(shape, values.length);
    }

    /** A vector. */
    public static Floats vector(float[] values) {
      return new Floats(List.of(values.length), values);
    }

    /** A matrix {@code [rows, columns]}. */
    public static Floats matrix(int rows, int columns, float[] values) {
      return new Floats(List.of(rows, columns), values);
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public String dtype() {
      return "F32";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Floats that
          && shape.equals(that.shape)
          && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return dtype() + shape;
    }
  }

  /**
   * 32-bit integers, such as rows of another tensor.
   *
   * @param shape lengths of the dimensions, none negative
   * @param values row-major, as many as the product of {@code shape}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Ints(List<Integer> shape, int[] values) implements Tensor {
    /**
     * Checks that shape and length agree.
     *
     * @throws IllegalArgumentException if they do not
     */
    public Ints {
      shape = List.copyOf(shape);
      Shapes.check(shape, values.length);
    }

    /** A vector. */
    public static Ints vector(int[] values) {
      return new Ints(List.of(values.length), values);
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public String dtype() {
      return "I32";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Ints that
          && shape.equals(that.shape)
          && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return dtype() + shape;
    }
  }
}
