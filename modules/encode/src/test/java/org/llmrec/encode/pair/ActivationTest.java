package org.llmrec.encode.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Worked by hand. */
class ActivationTest {
  @Test
  void scoresAreAsByHand() {
    assertEquals(-2.5f, Activation.NONE.score(new float[] {1, -2.5f}, 1));
    assertEquals(0.5f, Activation.SIGMOID.score(new float[] {0}, 0));
    assertEquals(0.880797f, Activation.SIGMOID.score(new float[] {2}, 0), 1e-6);
    assertEquals(0.75f, Activation.SOFTMAX.score(new float[] {0, (float) Math.log(3)}, 1), 1e-6);
    assertEquals(1 / 3f, Activation.SOFTMAX.score(new float[] {7, 7, 7}, 0), 1e-6);
  }

  @Test
  void greatLogitsDoNotOverflow() {
    assertEquals(0, Activation.SIGMOID.score(new float[] {-1e5f}, 0));
    assertEquals(1, Activation.SIGMOID.score(new float[] {1e5f}, 0));
    assertEquals(0, Activation.SOFTMAX.score(new float[] {1e5f, 0}, 1));
    assertEquals(1, Activation.SOFTMAX.score(new float[] {1e5f, 0}, 0));
  }
}
