package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedTestTest {
  private static final PairedTest.Options OPTIONS = new PairedTest.Options(42, 2_000, 0.95);

  private static double[] figures(long seed, int n, double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] figures = new double[n];
    for (int i = 0; i < n; i++) {
      figures[i] = random.nextDouble() + shift;
    }
    return figures;
  }

  @Test
  void identicalSystemsDifferByNothing() {
    double[] a = figures(1, 50, 0);
    PairedTest test = PairedTest.of(a, a.clone(), OPTIONS);
    assertEquals(0, test.difference());
    assertEquals(0, test.low());
    assertEquals(0, test.high());
    assertEquals(1, test.p());
  }

  @Test
  void identicalSystemsDifferByNothingWhateverTheSizeAndLevel() {
    long seed = 4;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      double[] a = new double[random.nextInt(1, 80)];
      for (int i = 0; i < a.length; i++) {
        a[i] = (random.nextDouble() - .5) * Math.pow(10, random.nextInt(-300, 300));
      }
      PairedTest.Options options =
          new PairedTest.Options(
              random.nextLong(), random.nextInt(1, 50), random.nextDouble(.01, .99));
      assertEquals(
          new PairedTest(a.length, 0, 0, 0, 1, options),
          PairedTest.of(a, a.clone(), options),
          "seed " + seed + " round " + round);
    }
  }

  @Test
  void aRealDifferenceIsFoundAndSignChangesWithTheOrder() {
    double[] a = figures(1, 300, .1);
    double[] b = figures(2, 300, 0);
    PairedTest test = PairedTest.of(a, b, OPTIONS);
    assertTrue(test.significant(), test.toString());
    assertTrue(test.p() < .01, test.toString());
    assertTrue(test.low() < test.difference() && test.difference() < test.high(), test.toString());
    PairedTest turned = PairedTest.of(b, a, OPTIONS);
    assertEquals(-test.difference(), turned.difference(), 1e-15);
    assertEquals(test.p(), turned.p());
  }

  @Test
  void thePValueNeverReachesZero() {
    double[] a = figures(1, 200, 5);
    PairedTest test = PairedTest.of(a, new double[200], OPTIONS);
    assertEquals(1.0 / 2_001, test.p());
  }

  @Test
  void thePValueIsThatOfAllSignFlips() {
    // Differences 1, 2, 3: of the 8 flips, 2 reach |6|.
    PairedTest test =
        PairedTest.of(
            new double[] {1, 2, 3}, new double[3], new PairedTest.Options(3, 200_000, .95));
    assertEquals(.25, test.p(), .005);
  }

  @Test
  void underNoDifferenceFalseAlarmsKeepToTheirRate() {
    int alarms = 0;
    for (int seed = 0; seed < 400; seed++) {
      double[] a = figures(2L * seed, 60, 0);
      double[] b = figures(2L * seed + 1, 60, 0);
      alarms += PairedTest.of(a, b, new PairedTest.Options(seed, 400, .95)).p() <= .05 ? 1 : 0;
    }
    assertTrue(alarms >= 6 && alarms <= 38, alarms + " of 400, about 20 expected");
  }

  @Test
  void theSeedDecides() {
    double[] a = figures(1, 100, .02);
    double[] b = figures(2, 100, 0);
    assertEquals(PairedTest.of(a, b, OPTIONS), PairedTest.of(a, b, OPTIONS));
  }

  @Test
  void unequalSystemsCannotBePaired() {
    double[] three = new double[3];
    double[] two = new double[2];
    double[] odd = {Double.NaN, 1};
    assertThrows(IllegalArgumentException.class, () -> PairedTest.of(three, two, OPTIONS));
    assertThrows(IllegalArgumentException.class, () -> PairedTest.of(two, odd, OPTIONS));
  }
}
