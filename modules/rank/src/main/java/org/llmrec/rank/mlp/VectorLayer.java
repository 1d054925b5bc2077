package org.llmrec.rank.mlp;

import jdk.incubator.vector.FloatVector;

/**
 * Weights in panels of two vectors of outputs, {@code [panels, in, 2 * lanes]}, the last filled up
 * with zeros. Six rows by one panel at a time: twelve sums stay in registers over all inputs, two
 * vectors of weights and one number of each row come in for twelve multiply-adds. A panel stays in
 * the nearest cache for all rows of a block.
 *
 * @param panels the weights
 * @param in how many inputs
 * @param count how many panels
 */
@SuppressWarnings("ArrayRecordComponent")
record VectorLayer(float[] panels, int in, int count) implements Kernel.Layer {
  static final int ROWS = 6;
  private static final int LANES = VectorKernel.LANES;
  static final int PANEL = 2 * LANES;

  static VectorLayer pack(float[][] columns) {
    int out = columns.length == 0 ? 0 : columns[0].length;
    int count = (out + PANEL - 1) / PANEL;
    float[] panels = new float[Math.multiplyExact(count * PANEL, columns.length)];
    for (int p = 0; p < count; p++) {
      int width = Math.min(PANEL, out - p * PANEL);
      for (int i = 0; i < columns.length; i++) {
        System.arraycopy(columns[i], p * PANEL, panels, (p * columns.length + i) * PANEL, width);
      }
    }
    return new VectorLayer(panels, columns.length, count);
  }

  @Override
  public void addTo(float[] x, int xStride, int rows, float[] y, int yStride, Scratch scratch) {
    for (int p = 0; p < count; p++) {
      for (int r = 0; r < rows; r += ROWS) {
        tile(
            x,
            r * xStride,
            xStride,
            in,
            panels,
            p * in * PANEL,
            y,
            r * yStride + p * PANEL,
            yStride);
      }
    }
  }

  private static void tile(
      float[] x,
      int x0,
      int xStride,
      int in,
      float[] panels,
      int panel,
      float[] y,
      int y0,
      int yStride) {
    int x1 = x0 + xStride;
    int x2 = x1 + xStride;
    int x3 = x2 + xStride;
    int x4 = x3 + xStride;
    int x5 = x4 + xStride;
    int y1 = y0 + yStride;
    int y2 = y1 + yStride;
    int y3 = y2 + yStride;
    int y4 = y3 + yStride;
    int y5 = y4 + yStride;
    FloatVector a0 = load(y, y0);
    FloatVector b0 = load(y, y0 + LANES);
    FloatVector a1 = load(y, y1);
    FloatVector b1 = load(y, y1 + LANES);
    FloatVector a2 = load(y, y2);
    FloatVector b2 = load(y, y2 + LANES);
    FloatVector a3 = load(y, y3);
    FloatVector b3 = load(y, y3 + LANES);
    FloatVector a4 = load(y, y4);
    FloatVector b4 = load(y, y4 + LANES);
    FloatVector a5 = load(y, y5);
    FloatVector b5 = load(y, y5 + LANES);
    for (int i = 0; i < in; i++) {
      FloatVector a = load(panels, panel + i * PANEL);
      FloatVector b = load(panels, panel + i * PANEL + LANES);
      FloatVector s = all(x[x0 + i]);
      a0 = s.fma(a, a0);
      b0 = s.fma(b, b0);
      s = all(x[x1 + i]);
      a1 = s.fma(a, a1);
      b1 = s.fma(b, b1);
      s = all(x[x2 + i]);
      a2 = s.fma(a, a2);
      b2 = s.fma(b, b2);
      s = all(x[x3 + i]);
      a3 = s.fma(a, a3);
      b3 = s.fma(b, b3);
      s = all(x[x4 + i]);
      a4 = s.fma(a, a4);
      b4 = s.fma(b, b4);
      s = all(x[x5 + i]);
      a5 = s.fma(a, a5);
      b5 = s.fma(b, b5);
    }
    a0.intoArray(y, y0);
    b0.intoArray(y, y0 + LANES);
    a1.intoArray(y, y1);
    b1.intoArray(y, y1 + LANES);
    a2.intoArray(y, y2);
    b2.intoArray(y, y2 + LANES);
    a3.intoArray(y, y3);
    b3.intoArray(y, y3 + LANES);
    a4.intoArray(y, y4);
    b4.intoArray(y, y4 + LANES);
    a5.intoArray(y, y5);
    b5.intoArray(y, y5 + LANES);
  }

  private static FloatVector load(float[] from, int at) {
    return FloatVector.fromArray(VectorKernel.FLOATS, from, at);
  }

  private static FloatVector all(float number) {
    return FloatVector.broadcast(VectorKernel.FLOATS, number);
  }
}
