package org.llmrec.rank.mlp;

/**
 * The arithmetic of scoring. All methods trust their arguments; no allocation, no state. Rows lie
 * in flat arrays, each at an offset.
 */
interface Kernel {

  /** For people: what computes, and how wide. */
  String name();

  /** The distance between rows of this width in a block: with room for whole vectors. */
  int stride(int width);

  /** How many rows a block is best a multiple of. */
  int rowGroup();

  /**
   * A layer's weights in the order that this kernel reads them in.
   *
   * @param columns {@code [in][out]}: for each input its weight in every output
   */
  Layer layer(float[][] columns);

  /**
   * Four rows at once, because the processor then waits for four places of memory together: {@code
   * target[n] = max(floor, a + row[n])}, each {@code stride} behind the one before.
   */
  void add(
      float[] a,
      int width,
      float floor,
      float[] r0,
      int at0,
      float[] r1,
      int at1,
      float[] r2,
      int at2,
      float[] r3,
      int at3,
      float[] target,
      int to,
      int stride,
      Scratch scratch);

  /** One row. */
  void add(
      float[] a,
      int width,
      float floor,
      float[] row,
      int at,
      float[] target,
      int to,
      Scratch scratch);

  /** Four rows of bytes at once, each times its scale. */
  void add(
      float[] a,
      int width,
      float floor,
      byte[] r0,
      int at0,
      float scale0,
      byte[] r1,
      int at1,
      float scale1,
      byte[] r2,
      int at2,
      float scale2,
      byte[] r3,
      int at3,
      float scale3,
      float[] target,
      int to,
      int stride,
      Scratch scratch);

  /** One row of bytes: {@code target = max(floor, a + scale * row)}. */
  void add(
      float[] a,
      int width,
      float floor,
      byte[] row,
      int at,
      float scale,
      float[] target,
      int to,
      Scratch scratch);

  /** What is negative becomes 0. */
  void relu(float[] values, int from, int to);

  /** The inner product of {@code a} with a row. */
  float dot(float[] a, int width, float[] row, int at);

  /** The inner products of {@code a} with four rows, to {@code scores[to]} and the next three. */
  void dots(
      float[] a,
      int width,
      float[] r0,
      int at0,
      float[] r1,
      int at1,
      float[] r2,
      int at2,
      float[] r3,
      int at3,
      float[] scores,
      int to);

  /** The inner product of {@code a} with a row of bytes. */
  float dot(float[] a, int width, byte[] row, int at);

  /** {@link #dots} with rows of bytes. */
  void dots(
      float[] a,
      int width,
      byte[] r0,
      int at0,
      byte[] r1,
      int at1,
      byte[] r2,
      int at2,
      byte[] r3,
      int at3,
      float[] scores,
      int to);

  /** A layer's weights. Immutable. */
  interface Layer {
    /**
     * {@code y += W x} for some rows. Rows beyond, as far as a whole {@link #rowGroup}, may be
     * overwritten with anything, and so may places beyond the width as far as the stride.
     */
    void addTo(float[] x, int xStride, int rows, float[] y, int yStride, Scratch scratch);
  }
}
