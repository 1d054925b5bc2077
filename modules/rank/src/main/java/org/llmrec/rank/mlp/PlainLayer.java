package org.llmrec.rank.mlp;

/**
 * Weights as one array per input. Two rows by four inputs at a time, over the outputs side by side:
 * no two arrays of the inner loop are the same, which lets the compiler vectorise it. No fused
 * multiply-add, which a processor without it would compute a thousand times slower.
 */
final class PlainLayer implements Kernel.Layer {
  private final float[][] columns;
  private final int out;

  PlainLayer(float[][] columns) {
    this.columns = columns;
    this.out = columns.length == 0 ? 0 : columns[0].length;
  }

  @Override
  public void addTo(float[] x, int xStride, int rows, float[] y, int yStride, Scratch scratch) {
    int r = 0;
    for (; r + 1 < rows; r += 2) {
      addTwo(x, r * xStride, (r + 1) * xStride, y, r * yStride, (r + 1) * yStride, scratch);
    }
    if (r < rows) {
      addOne(x, r * xStride, y, r * yStride, scratch.left);
    }
  }

  private void addTwo(float[] x, int x0, int x1, float[] y, int y0, int y1, Scratch scratch) {
    float[] left = scratch.left;
    float[] right = scratch.right;
    System.arraycopy(y, y0, left, 0, out);
    System.arraycopy(y, y1, right, 0, out);
    int i = 0;
    for (; i + 3 < columns.length; i += 4) {
      four(
          x,
          x0 + i,
          x1 + i,
          columns[i],
          columns[i + 1],
          columns[i + 2],
          columns[i + 3],
          out,
          left,
          right);
    }
    for (; i < columns.length; i++) {
      one(x[x0 + i], columns[i], out, left);
      one(x[x1 + i], columns[i], out, right);
    }
    System.arraycopy(left, 0, y, y0, out);
    System.arraycopy(right, 0, y, y1, out);
  }

  /** One row: also what a user's half of the first layer is computed by, whatever the kernel. */
  void addOne(float[] x, int x0, float[] y, int y0, float[] sums) {
    System.arraycopy(y, y0, sums, 0, out);
    int i = 0;
    for (; i + 3 < columns.length; i += 4) {
      four(x, x0 + i, columns[i], columns[i + 1], columns[i + 2], columns[i + 3], out, sums);
    }
    for (; i < columns.length; i++) {
      one(x[x0 + i], columns[i], out, sums);
    }
    System.arraycopy(sums, 0, y, y0, out);
  }

  private static void four(
      float[] x,
      int x0,
      int x1,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      int out,
      float[] left,
      float[] right) {
    float p = x[x0];
    float q = x[x0 + 1];
    float r = x[x0 + 2];
    float s = x[x0 + 3];
    float t = x[x1];
    float u = x[x1 + 1];
    float v = x[x1 + 2];
    float w = x[x1 + 3];
    for (int o = 0; o < out; o++) {
      left[o] = left[o] + p * a[o] + q * b[o] + r * c[o] + s * d[o];
      right[o] = right[o] + t * a[o] + u * b[o] + v * c[o] + w * d[o];
    }
  }

  private static void four(
      float[] x, int at, float[] a, float[] b, float[] c, float[] d, int out, float[] sums) {
    float p = x[at];
    float q = x[at + 1];
    float r = x[at + 2];
    float s = x[at + 3];
    for (int o = 0; o < out; o++) {
      sums[o] = sums[o] + p * a[o] + q * b[o] + r * c[o] + s * d[o];
    }
  }

  private static void one(float p, float[] a, int out, float[] sums) {
    for (int o = 0; o < out; o++) {
      sums[o] += p * a[o];
    }
  }
}
