package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.llmrec.core.error.LlmrecException;

class DivergenceTest {
  private final Divergence divergence = new Divergence(0.5);

  @Test
  void whatIsNotANumberOrFarTooLargeStopsTheTraining() {
    LlmrecException stopped =
        assertThrows(LlmrecException.class, () -> divergence.checkLoss(Float.NaN, 3));
    assertTrue(stopped.getMessage().contains("epoch 3"), stopped.getMessage());
    assertTrue(stopped.getMessage().contains("train.learning-rate (now 0.5)"));
    float[] lost = {1, Float.NaN};
    float[] huge = {1, -1e5f};
    assertThrows(LlmrecException.class, () -> divergence.checkVectors(lost, 1));
    assertThrows(LlmrecException.class, () -> divergence.checkVectors(huge, 1));
    assertDoesNotThrow(() -> divergence.checkVectors(new float[] {-12, 40}, 1));
    assertDoesNotThrow(() -> divergence.checkLoss(12, 1));
  }
}
