package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapIntervalTest {
  @Test
  void itHoldsTheTruthAsOftenAsItSays() {
    int held = 0;
    for (int seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] figures = random.doubles(60).toArray();
      BootstrapInterval interval =
          BootstrapInterval.of(figures, new PairedTest.Options(seed, 400, .9));
      assertTrue(interval.low() < interval.mean() && interval.mean() < interval.high());
      held += interval.low() <= .5 && .5 <= interval.high() ? 1 : 0;
    }
    assertTrue(held >= 335 && held <= 385, held + " of 400, about 360 expected");
  }

  @Test
  void againstNothingItIsThePairedInterval() {
    double[] figures = new SplittableRandom(3).doubles(40).toArray();
    PairedTest.Options options = new PairedTest.Options(9, 500, .95);
    BootstrapInterval interval = BootstrapInterval.of(figures, options);
    PairedTest test = PairedTest.of(figures, new double[40], options);
    assertEquals(test.low(), interval.low());
    assertEquals(test.high(), interval.high());
    assertEquals(test.difference(), interval.mean());
  }

  @Test
  void figuresThatAreAllAlikeLeaveNoDoubt() {
    double[] figures = new double[30];
    Arrays.fill(figures, .25);
    BootstrapInterval interval = BootstrapInterval.of(figures, new PairedTest.Options(1, 100, .95));
    assertEquals(.25, interval.low());
    assertEquals(.25, interval.high());
  }

  @Test
  void whatHasNoMeanIsRefused() {
    PairedTest.Options options = PairedTest.Options.seeded(1);
    double[] odd = {1, Double.NaN};
    assertThrows(IllegalArgumentException.class, () -> BootstrapInterval.of(odd, options));
    assertThrows(
        IllegalArgumentException.class, () -> BootstrapInterval.of(new double[0], options));
  }
}
