package org.llmrec.rank.mlp;

/** Plain loops, for a Java that was started without its vector module. */
final class PlainKernel implements Kernel {

  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public int stride(int width) {
    return width;
  }

  @Override
  public int rowGroup() {
    return 2;
  }

  @Override
  public Layer layer(float[][] columns) {
    return new PlainLayer(columns);
  }

  @Override
  public void add(
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
      Scratch scratch) {
    add(a, width, floor, r0, at0, target, to, scratch);
    add(a, width, floor, r1, at1, target, to + stride, scratch);
    add(a, width, floor, r2, at2, target, to + 2 * stride, scratch);
    add(a, width, floor, r3, at3, target, to + 3 * stride, scratch);
  }

  /** By way of arrays without an offset, which the compiler vectorises. */
  @Override
  public void add(
      float[] a,
      int width,
      float floor,
      float[] row,
      int at,
      float[] target,
      int to,
      Scratch scratch) {
    float[] left = scratch.left;
    float[] right = scratch.right;
    System.arraycopy(row, at, right, 0, width);
    for (int i = 0; i < width; i++) {
      left[i] = Math.max(floor, a[i] + right[i]);
    }
    System.arraycopy(left, 0, target, to, width);
  }

  @Override
  public void add(
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
      Scratch scratch) {
    add(a, width, floor, r0, at0, scale0, target, to, scratch);
    add(a, width, floor, r1, at1, scale1, target, to + stride, scratch);
    add(a, width, floor, r2, at2, scale2, target, to + 2 * stride, scratch);
    add(a, width, floor, r3, at3, scale3, target, to + 3 * stride, scratch);
  }

  @Override
  public void add(
      float[] a,
      int width,
      float floor,
      byte[] row,
      int at,
      float scale,
      float[] target,
      int to,
      Scratch scratch) {
    float[] left = scratch.left;
    byte[] bytes = scratch.bytes;
    System.arraycopy(row, at, bytes, 0, width);
    for (int i = 0; i < width; i++) {
      left[i] = Math.max(floor, a[i] + scale * bytes[i]);
    }
    System.arraycopy(left, 0, target, to, width);
  }

  @Override
  public void relu(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = Math.max(0, values[i]);
    }
  }

  @Override
  public float dot(float[] a, int width, float[] row, int at) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < width; i += 4) {
      s0 += a[i] * row[at + i];
      s1 += a[i + 1] * row[at + i + 1];
      s2 += a[i + 2] * row[at + i + 2];
      s3 += a[i + 3] * row[at + i + 3];
    }
    for (; i < width; i++) {
      s0 += a[i] * row[at + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void dots(
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
      int to) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float t0 = 0;
    float t1 = 0;
    float t2 = 0;
    float t3 = 0;
    int i = 0;
    for (; i + 1 < width; i += 2) {
      float x = a[i];
      float y = a[i + 1];
      s0 += x * r0[at0 + i];
      t0 += y * r0[at0 + i + 1];
      s1 += x * r1[at1 + i];
      t1 += y * r1[at1 + i + 1];
      s2 += x * r2[at2 + i];
      t2 += y * r2[at2 + i + 1];
      s3 += x * r3[at3 + i];
      t3 += y * r3[at3 + i + 1];
    }
    if (i < width) {
      s0 += a[i] * r0[at0 + i];
      s1 += a[i] * r1[at1 + i];
      s2 += a[i] * r2[at2 + i];
      s3 += a[i] * r3[at3 + i];
    }
    scores[to] = s0 + t0;
    scores[to + 1] = s1 + t1;
    scores[to + 2] = s2 + t2;
    scores[to + 3] = s3 + t3;
  }

  @Override
  public float dot(float[] a, int width, byte[] row, int at) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < width; i += 2) {
      even += a[i] * row[at + i];
      odd += a[i + 1] * row[at + i + 1];
    }
    if (i < width) {
      even += a[i] * row[at + i];
    }
    return even + odd;
  }

  @Override
  public void dots(
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
      int to) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = 0; i < width; i++) {
      float x = a[i];
      s0 += x * r0[at0 + i];
      s1 += x * r1[at1 + i];
      s2 += x * r2[at2 + i];
      s3 += x * r3[at3 + i];
    }
    scores[to] = s0;
    scores[to + 1] = s1;
    scores[to + 2] = s2;
    scores[to + 3] = s3;
  }
}
