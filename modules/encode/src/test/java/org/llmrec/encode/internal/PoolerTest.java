package org.llmrec.encode.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.llmrec.encode.Pooling;

/** By hand: two pieces of a text, in a batch with one before and padding behind. */
class PoolerTest {
  private static final FloatBuffer HIDDEN =
      FloatBuffer.wrap(new float[] {9, 9, 9, 3, 4, -6, 1, -4, 2, 7, 7, 7});

  private static float[] pool(Pooling pooling, int dims, boolean normalise) {
    return new Pooler(pooling, 3, dims, normalise).pool(HIDDEN, 1, 2);
  }

  @Test
  void paddingAndOthersDoNotCount() {
    assertArrayEquals(new float[] {2, 0, -2}, pool(Pooling.MEAN, 3, false));
    assertArrayEquals(new float[] {3, 4, -6}, pool(Pooling.CLS, 3, false));
    assertArrayEquals(new float[] {3, 4, 2}, pool(Pooling.MAX, 3, false));
  }

  @Test
  void theFirstDimensionsAreScaledAmongThemselves() {
    assertArrayEquals(new float[] {0.6f, 0.8f}, pool(Pooling.CLS, 2, true), 1e-6f);
    assertArrayEquals(new float[] {3, 4}, pool(Pooling.MAX, 2, false));
  }
}
