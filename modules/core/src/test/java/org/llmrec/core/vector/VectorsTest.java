package org.llmrec.core.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast loops agree with the plain ones at every length. */
class VectorsTest {

  @Test
  void dotAgreesWithThePlainSumAtEveryLengthAndOffset() {
    Random random = new Random(3);
    for (int d = 0; d <= 67; d++) {
      float[] a = random(random, d);
      float[] rows = random(random, 3 * d);
      for (int row = 0; row < 3; row++) {
        double expected = 0;
        for (int i = 0; i < d; i++) {
          expected += (double) a[i] * rows[row * d + i];
        }
        assertEquals(expected, Vectors.dot(a, rows, row * d), 1e-5, "length " + d);
      }
    }
  }

  @Test
  void cosineIgnoresLengthAndKnowsZero() {
    float[] a = {3, 4};
    assertEquals(1, Vectors.cosine(a, new float[] {30, 40}), 1e-6);
    assertEquals(-1, Vectors.cosine(a, new float[] {-3, -4}), 1e-6);
    assertEquals(0, Vectors.cosine(a, new float[] {-4, 3}), 1e-6);
    assertEquals(0, Vectors.cosine(a, new float[2]));
    assertTrue(Float.isNaN(Vectors.cosine(a, new float[] {Float.NaN, 1})));
  }

  @Test
  void normaliseScalesInPlaceToLengthOne() {
    float[] v = {3, 0, 4};
    assertSame(v, Vectors.normalise(v));
    assertArrayEquals(new float[] {0.6f, 0, 0.8f}, v, 1e-7f);
    assertArrayEquals(new float[3], Vectors.normalise(new float[3]));
    // The squares of these overflow or vanish in float.
    assertEquals(1, Vectors.normalise(new float[] {1e30f, 0})[0], 1e-6);
    assertEquals(1, Vectors.normalise(new float[] {1e-30f, 0})[0], 1e-6);
  }

  @Test
  void addScaledAddsInPlace() {
    float[] target = {1, 2};
    Vectors.addScaled(target, new float[] {10, -10}, 0.5f);
    assertArrayEquals(new float[] {6, -3}, target);
  }

  @Test
  void differentLengthsAreRefused() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Vectors.dot(new float[2], new float[3]));
    assertTrue(refusal.getMessage().contains("2 != 3"));
    assertThrows(
        IllegalArgumentException.class, () -> Vectors.addScaled(new float[2], new float[1], 1));
  }

  private static float[] random(Random random, int n) {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (float) random.nextGaussian();
    }
    return v;
  }
}
