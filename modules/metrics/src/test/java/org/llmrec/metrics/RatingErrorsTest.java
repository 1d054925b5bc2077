package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RatingErrorsTest {
  @Test
  void theHandCaseHolds() {
    RatingErrors errors = RatingErrors.of(new double[] {5, 3}, new double[] {4, 3});
    assertEquals(2, errors.count());
    assertEquals(.5, errors.mae());
    assertEquals(.7071, errors.rmse(), 5e-5);
  }

  @Test
  void aPredictionThatIsNoneIsRefused() {
    double[] truths = {5, 3};
    double[] odd = {4, Double.NaN};
    assertThrows(IllegalArgumentException.class, () -> RatingErrors.of(truths, odd));
    assertThrows(IllegalArgumentException.class, () -> RatingErrors.of(truths, new double[1]));
    assertThrows(
        IllegalArgumentException.class, () -> RatingErrors.of(new double[0], new double[0]));
  }
}
