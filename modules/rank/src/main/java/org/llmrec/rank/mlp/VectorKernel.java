package org.llmrec.rank.mlp;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Java's Vector API. Loaded only where its module is there: nothing but {@link Kernels} names this
 * class.
 */
final class VectorKernel implements Kernel {
  /** No wider than 16 floats, as far as {@link #sums} knows how to add up lanes. */
  static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > 16
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  static final int LANES = FLOATS.length();

  /** Lanes 1, 3, 5 and so on. */
  private static final VectorMask<Float> ODD = mask(1);

  /** Lanes 2, 3, 6, 7 and so on. */
  private static final VectorMask<Float> UPPER = mask(2);

  private static final VectorShuffle<Float> NEXT = exchange(1);
  private static final VectorShuffle<Float> AFTER = exchange(2);
  private static final VectorShuffle<Float> BY_FOUR = exchange(4);
  private static final VectorShuffle<Float> BY_EIGHT = exchange(8);

  /** As many bytes as there are lanes, or the eight that are the fewest. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, Byte.SIZE * LANES)));

  private static VectorMask<Float> mask(int bit) {
    boolean[] lanes = new boolean[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      lanes[lane] = (lane & bit) != 0;
    }
    return VectorMask.fromArray(FLOATS, lanes, 0);
  }

  /** Every lane gets the one that is so far from it, forth and back. */
  private static VectorShuffle<Float> exchange(int apart) {
    return VectorShuffle.fromOp(FLOATS, lane -> (lane ^ apart) % LANES);
  }

  /**
   * Whether this processor has vectors that pay and a fused multiply-add: 256 bits of integers came
   * to x86 together with it, and ARM has had it since there are 64 bits.
   */
  static boolean usable() {
    return IntVector.SPECIES_PREFERRED.vectorBitSize() >= 256
        || (System.getProperty("os.arch").equals("aarch64") && LANES >= 4);
  }

  @Override
  public String name() {
    return "Vector API, " + LANES + " floats at once";
  }

  @Override
  public int stride(int width) {
    int panel = VectorLayer.PANEL;
    return (width + panel - 1) / panel * panel;
  }

  @Override
  public int rowGroup() {
    return VectorLayer.ROWS;
  }

  @Override
  public Layer layer(float[][] columns) {
    return VectorLayer.pack(columns);
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
    int to1 = to + stride;
    int to2 = to1 + stride;
    int to3 = to2 + stride;
    int i = 0;
    for (int end = FLOATS.loopBound(width); i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i);
      floor(FloatVector.fromArray(FLOATS, r0, at0 + i).add(x), floor).intoArray(target, to + i);
      floor(FloatVector.fromArray(FLOATS, r1, at1 + i).add(x), floor).intoArray(target, to1 + i);
      floor(FloatVector.fromArray(FLOATS, r2, at2 + i).add(x), floor).intoArray(target, to2 + i);
      floor(FloatVector.fromArray(FLOATS, r3, at3 + i).add(x), floor).intoArray(target, to3 + i);
    }
    for (; i < width; i++) {
      target[to + i] = Math.max(floor, a[i] + r0[at0 + i]);
      target[to1 + i] = Math.max(floor, a[i] + r1[at1 + i]);
      target[to2 + i] = Math.max(floor, a[i] + r2[at2 + i]);
      target[to3 + i] = Math.max(floor, a[i] + r3[at3 + i]);
    }
  }

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
    int i = 0;
    for (int end = FLOATS.loopBound(width); i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i);
      floor(FloatVector.fromArray(FLOATS, row, at + i).add(x), floor).intoArray(target, to + i);
    }
    for (; i < width; i++) {
      target[to + i] = Math.max(floor, a[i] + row[at + i]);
    }
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
    int to1 = to + stride;
    int to2 = to1 + stride;
    int to3 = to2 + stride;
    FloatVector s0 = FloatVector.broadcast(FLOATS, scale0);
    FloatVector s1 = FloatVector.broadcast(FLOATS, scale1);
    FloatVector s2 = FloatVector.broadcast(FLOATS, scale2);
    FloatVector s3 = FloatVector.broadcast(FLOATS, scale3);
    int i = 0;
    for (int end = FLOATS.loopBound(width); i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i);
      floor(floats(r0, at0 + i).fma(s0, x), floor).intoArray(target, to + i);
      floor(floats(r1, at1 + i).fma(s1, x), floor).intoArray(target, to1 + i);
      floor(floats(r2, at2 + i).fma(s2, x), floor).intoArray(target, to2 + i);
      floor(floats(r3, at3 + i).fma(s3, x), floor).intoArray(target, to3 + i);
    }
    for (; i < width; i++) {
      target[to + i] = Math.max(floor, a[i] + scale0 * r0[at0 + i]);
      target[to1 + i] = Math.max(floor, a[i] + scale1 * r1[at1 + i]);
      target[to2 + i] = Math.max(floor, a[i] + scale2 * r2[at2 + i]);
      target[to3 + i] = Math.max(floor, a[i] + scale3 * r3[at3 + i]);
    }
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
    FloatVector scales = FloatVector.broadcast(FLOATS, scale);
    int i = 0;
    for (int end = FLOATS.loopBound(width); i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i);
      floor(floats(row, at + i).fma(scales, x), floor).intoArray(target, to + i);
    }
    for (; i < width; i++) {
      target[to + i] = Math.max(floor, a[i] + scale * row[at + i]);
    }
  }

  @Override
  public void relu(float[] values, int from, int to) {
    int i = from;
    for (int end = from + FLOATS.loopBound(to - from); i < end; i += LANES) {
      floor(FloatVector.fromArray(FLOATS, values, i), 0).intoArray(values, i);
    }
    for (; i < to; i++) {
      values[i] = Math.max(0, values[i]);
    }
  }

  /** Cheaper than a maximum, which Java defines for NaN and two zeros. */
  private static FloatVector floor(FloatVector v, float floor) {
    return v.blend(floor, v.compare(VectorOperators.LT, floor));
  }

  private static FloatVector floats(byte[] row, int at) {
    return (FloatVector) ByteVector.fromArray(BYTES, row, at).castShape(FLOATS, 0);
  }

  @Override
  public float dot(float[] a, int width, float[] row, int at) {
    FloatVector sum = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = FLOATS.loopBound(width); i < end; i += LANES) {
      sum =
          FloatVector.fromArray(FLOATS, a, i).fma(FloatVector.fromArray(FLOATS, row, at + i), sum);
    }
    float rest = 0;
    for (; i < width; i++) {
      rest += a[i] * row[at + i];
    }
    return sum.reduceLanes(VectorOperators.ADD) + rest;
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
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int end = FLOATS.loopBound(width);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i);
      s0 = x.fma(FloatVector.fromArray(FLOATS, r0, at0 + i), s0);
      s1 = x.fma(FloatVector.fromArray(FLOATS, r1, at1 + i), s1);
      s2 = x.fma(FloatVector.fromArray(FLOATS, r2, at2 + i), s2);
      s3 = x.fma(FloatVector.fromArray(FLOATS, r3, at3 + i), s3);
    }
    sums(s0, s1, s2, s3, scores, to);
    for (int i = end; i < width; i++) {
      scores[to] += a[i] * r0[at0 + i];
      scores[to + 1] += a[i] * r1[at1 + i];
      scores[to + 2] += a[i] * r2[at2 + i];
      scores[to + 3] += a[i] * r3[at3 + i];
    }
  }

  /**
   * Four sums over lanes at once. Neighbouring lanes are added first, and the free halves of two
   * vectors make one: half the additions and exchanges of lanes that four sums take apart.
   */
  private static void sums(
      FloatVector s0, FloatVector s1, FloatVector s2, FloatVector s3, float[] scores, int to) {
    FloatVector pair01 = s0.blend(s1, ODD).add(s1.blend(s0, ODD).rearrange(NEXT));
    FloatVector pair23 = s2.blend(s3, ODD).add(s3.blend(s2, ODD).rearrange(NEXT));
    FloatVector four =
        pair01.blend(pair23, UPPER).add(pair23.blend(pair01, UPPER).rearrange(AFTER));
    for (int apart = LANES / 2; apart >= 4; apart /= 2) {
      four = four.add(four.rearrange(apart == 8 ? BY_EIGHT : BY_FOUR));
    }
    ((FloatVector) four.reinterpretShape(FloatVector.SPECIES_128, 0)).intoArray(scores, to);
  }

  @Override
  public float dot(float[] a, int width, byte[] row, int at) {
    FloatVector sum = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = FLOATS.loopBound(width); i < end; i += LANES) {
      sum = FloatVector.fromArray(FLOATS, a, i).fma(floats(row, at + i), sum);
    }
    float rest = 0;
    for (; i < width; i++) {
      rest += a[i] * row[at + i];
    }
    return sum.reduceLanes(VectorOperators.ADD) + rest;
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
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int end = FLOATS.loopBound(width);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, i);
      s0 = x.fma(floats(r0, at0 + i), s0);
      s1 = x.fma(floats(r1, at1 + i), s1);
      s2 = x.fma(floats(r2, at2 + i), s2);
      s3 = x.fma(floats(r3, at3 + i), s3);
    }
    sums(s0, s1, s2, s3, scores, to);
    for (int i = end; i < width; i++) {
      scores[to] += a[i] * r0[at0 + i];
      scores[to + 1] += a[i] * r1[at1 + i];
      scores[to + 2] += a[i] * r2[at2 + i];
      scores[to + 3] += a[i] * r3[at3 + i];
    }
  }
}
