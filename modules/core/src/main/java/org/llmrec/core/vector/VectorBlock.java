package org.llmrec.core.vector;

import java.util.Objects;

/**
 * Many vectors in one array, row-major {@code [N, D]}: in full, or in a half or a quarter of the
 * room. The arrays are shown as they are, for whoever hands them on; nobody should change them.
 *
 * <p>What a number x that was put in differs from what is read, at most:
 *
 * <pre>
 * FLOAT32   nothing
 * FLOAT16   2⁻¹¹ of |x|, or 2⁻²⁵ where |x| is less than 2⁻¹⁴. Beyond ±65,504 there is no number
 * INT8      half of the row's scale, which is the row's greatest magnitude by 127
 * </pre>
 *
 * <p>Thread-safe, as long as nobody changes the arrays.
 */
public sealed interface VectorBlock {

  /** The number N of vectors. */
  int rows();

  /** The width D; 0 for a block that was made of no vectors. */
  int dims();

  /** What a place is kept as. */
  Element element();

  /**
   * Writes a row as floats into {@code target}, from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if there is no such row, or no room for it
   */
  void read(int row, float[] target, int offset);

  /** A row as floats, {@code [D]}, the caller's to keep. */
  default float[] row(int row) {
    float[] target = new float[dims()];
    read(row, target, 0);
    return target;
  }

  /**
   * The inner product with a row: to the bit, {@link Vectors#dot} with what {@link #row} gives.
   *
   * @param query {@code [D]}
   */
  default float dot(int row, float[] query) {
    return Vectors.dot(query, row(row));
  }

  /**
   * Makes one; the vectors are copied.
   *
   * @param vectors {@code [N, D]}
   * @throws IllegalArgumentException if they differ in length, have more than 2³¹ - 1 numbers
   *     together, or one of the numbers has no form as such an element: NaN and infinity have one
   *     as float32 only
   */
  static VectorBlock of(Element element, float[]... vectors) {
    return switch (element) {
      case FLOAT32 -> Floats.of(vectors);
      case FLOAT16 -> Halves.of(vectors);
      case INT8 -> Bytes.of(vectors);
    };
  }

  /**
   * {@link Element#FLOAT32}.
   *
   * @param dims D
   * @param values {@code [N, D]}; not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // the array is what it is for
  record Floats(int dims, float[] values) implements VectorBlock {
    /** Checks the lengths. */
    public Floats {
      BlockShape.require(dims, values.length);
    }

    static Floats of(float[]... vectors) {
      BlockShape shape = BlockShape.of(vectors);
      float[] values = new float[shape.numbers()];
      for (int row = 0; row < vectors.length; row++) {
        System.arraycopy(vectors[row], 0, values, row * shape.dims(), shape.dims());
      }
      return new Floats(shape.dims(), values);
    }

    @Override
    public int rows() {
      return BlockShape.rows(dims, values.length);
    }

    @Override
    public Element element() {
      return Element.FLOAT32;
    }

    @Override
    public void read(int row, float[] target, int offset) {
      System.arraycopy(values, Objects.checkIndex(row, rows()) * dims, target, offset, dims);
    }
  }

  /**
   * {@link Element#FLOAT16}.
   *
   * @param dims D
   * @param values {@code [N, D]}, the bits of each; not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // the array is what it is for
  record Halves(int dims, short[] values) implements VectorBlock {
    /** Checks the lengths. */
    public Halves {
      BlockShape.require(dims, values.length);
    }

    static Halves of(float[]... vectors) {
      BlockShape shape = BlockShape.of(vectors);
      short[] values = new short[shape.numbers()];
      for (int row = 0; row < vectors.length; row++) {
        for (int i = 0; i < shape.dims(); i++) {
          short half = Float.floatToFloat16(vectors[row][i]);
          if (!Float.isFinite(Float.float16ToFloat(half))) {
            throw BlockShape.refused("numbers from -65504 to 65504", vectors[row][i], row, i);
          }
          values[row * shape.dims() + i] = half;
        }
      }
      return new Halves(shape.dims(), values);
    }

    @Override
    public int rows() {
      return BlockShape.rows(dims, values.length);
    }

    @Override
    public Element element() {
      return Element.FLOAT16;
    }

    @Override
    public void read(int row, float[] target, int offset) {
      int from = Objects.checkIndex(row, rows()) * dims;
      for (int i = 0; i < dims; i++) {
        target[offset + i] = Float.float16ToFloat(values[from + i]);
      }
    }
  }

  /**
   * {@link Element#INT8}.
   *
   * @param dims D
   * @param values {@code [N, D]}, from -127 to 127; not copied
   * @param scales {@code [N]}, what a row is multiplied by to be the vector again; not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // the arrays are what it is for
  record Bytes(int dims, byte[] values, float[] scales) implements VectorBlock {
    private static final int MOST = 127;

    /** So many products of two bytes have a sum that an int holds. */
    private static final int PIECE = 1 << 17;

    /** Checks the lengths. */
    public Bytes {
      BlockShape.require(dims, values.length);
      if (scales.length != BlockShape.rows(dims, values.length)) {
        throw new IllegalArgumentException(
            "expected a scale for each row, found "
                + scales.length
                + " for "
                + values.length
                + " numbers in rows of "
                + dims);
      }
    }

    static Bytes of(float[]... vectors) {
      BlockShape shape = BlockShape.of(vectors);
      byte[] values = new byte[shape.numbers()];
      float[] scales = new float[shape.rows()];
      for (int row = 0; row < scales.length; row++) {
        scales[row] = scale(vectors[row], row);
        for (int i = 0; i < shape.dims(); i++) {
          values[row * shape.dims() + i] = (byte) Math.round(vectors[row][i] / scales[row]);
        }
      }
      return new Bytes(shape.dims(), values, scales);
    }

    /** 1 for a row of zeros, which no scale changes. */
    private static float scale(float[] vector, int row) {
      float most = 0;
      for (int i = 0; i < vector.length; i++) {
        if (!Float.isFinite(vector[i])) {
          throw BlockShape.refused("finite numbers", vector[i], row, i);
        }
        most = Math.max(most, Math.abs(vector[i]));
      }
      // A lesser scale would have lost digits itself, and the quotient would be more than 127.
      float scale = most == 0 ? 1 : Math.max(most / MOST, Float.MIN_NORMAL);
      // Next to the greatest float the way back would round to infinity.
      return Float.isFinite(MOST * scale) ? scale : Math.nextDown(scale);
    }

    @Override
    public int rows() {
      return scales.length;
    }

    @Override
    public Element element() {
      return Element.INT8;
    }

    @Override
    public void read(int row, float[] target, int offset) {
      int from = Objects.checkIndex(row, rows()) * dims;
      for (int i = 0; i < dims; i++) {
        target[offset + i] = values[from + i] * scales[row];
      }
    }

    /**
     * The inner product of a row with one of another block, or of this one: a sum of whole numbers
     * without an error of its own, times both scales. Several times as fast as with floats.
     *
     * @throws IllegalArgumentException if they differ in width
     */
    public float dot(int row, Bytes other, int otherRow) {
      if (dims != other.dims) {
        throw new IllegalArgumentException("vector lengths differ: " + dims + " != " + other.dims);
      }
      int a = Objects.checkIndex(row, rows()) * dims;
      int b = Objects.checkIndex(otherRow, other.rows()) * dims;
      long sum = 0;
      for (int from = 0; from < dims; from += PIECE) {
        int part = 0;
        for (int i = from; i < Math.min(dims, from + PIECE); i++) {
          part += values[a + i] * other.values[b + i];
        }
        sum += part;
      }
      return (float) ((double) sum * scales[row] * other.scales[otherRow]);
    }
  }
}
