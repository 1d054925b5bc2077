package org.llmrec.core.vector;

/**
 * Maths on {@code float[]} vectors. All methods are pure unless they say otherwise, and refuse
 * operands of different length. NaN goes in, NaN comes out.
 */
public final class Vectors {
  private Vectors() {}

  /** The inner product, summed in eight lanes so that the compiler may vectorise it. */
  public static float dot(float[] a, float[] b) {
    sameLength(a, b);
    return dot(a, b, 0);
  }

  /**
   * The inner product of {@code a} with the row of {@code rows} that starts at {@code offset}.
   *
   * @param a {@code [D]}
   * @param rows row-major, {@code [N, D]}
   * @param offset where the row begins, {@code n * D}
   */
  public static float dot(float[] a, float[] rows, int offset) {
    int d = a.length;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (int end = d - 7; i < end; i += 8) {
      int j = offset + i;
      s0 += a[i] * rows[j];
      s1 += a[i + 1] * rows[j + 1];
      s2 += a[i + 2] * rows[j + 2];
      s3 += a[i + 3] * rows[j + 3];
      s4 += a[i + 4] * rows[j + 4];
      s5 += a[i + 5] * rows[j + 5];
      s6 += a[i + 6] * rows[j + 6];
      s7 += a[i + 7] * rows[j + 7];
    }
    float sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    for (; i < d; i++) {
      sum += a[i] * rows[offset + i];
    }
    return sum;
  }

  /** The cosine of the angle between the two, or 0 when either is the zero vector. */
  public static float cosine(float[] a, float[] b) {
    double norms = Math.sqrt((double) dot(a, a)) * Math.sqrt((double) dot(b, b));
    return norms == 0 ? 0 : (float) (dot(a, b) / norms);
  }

  /** {@code target += scale * source}, in place. */
  public static void addScaled(float[] target, float[] source, float scale) {
    sameLength(target, source);
    for (int i = 0; i < target.length; i++) {
      target[i] += scale * source[i];
    }
  }

  /** Scales {@code v} to length 1 in place; the zero vector stays as it is. Returns {@code v}. */
  public static float[] normalise(float[] v) {
    double sum = 0;
    for (float x : v) {
      sum += (double) x * x;
    }
    if (sum > 0) {
      float scale = (float) (1 / Math.sqrt(sum));
      for (int i = 0; i < v.length; i++) {
        v[i] *= scale;
      }
    }
    return v;
  }

  private static void sameLength(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("vector lengths differ: " + a.length + " != " + b.length);
    }
  }
}
