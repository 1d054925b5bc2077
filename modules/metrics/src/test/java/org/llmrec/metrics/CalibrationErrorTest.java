package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {

  @Test
  void theHandCaseHolds() {
    boolean[] labels = {true, false, true, true};
    double[] probabilities = {.9, .1, .3, .8};
    // Bins {.1, .3} with one positive and {.8, .9} with two.
    CalibrationError error = CalibrationError.of(labels, probabilities, 2);
    assertEquals((.3 + .15) / 2, error.expected(), 1e-15);
    assertEquals(.3, error.largest(), 1e-15);
    assertEquals(2, error.bins().size());
    assertEquals(.5, error.bins().get(0).positives());
    assertEquals(.85, error.bins().get(1).probability(), 1e-15);
    // One bin: .525 against .75.
    assertEquals(.225, CalibrationError.of(labels, probabilities, 1).expected(), 1e-15);
  }

  @Test
  void aRowOnTheEdgeIsDivided() {
    boolean[] labels = {false, true, true};
    double[] probabilities = {0, .5, 1};
    // Each bin holds one row and half of the middle one: .25 against .5, and 1.25 against 1.5.
    CalibrationError error = CalibrationError.of(labels, probabilities, 2);
    assertEquals(.5 / 3, error.expected(), 1e-15);
    assertEquals(
        List.of(
            new CalibrationError.Bin(1.5, .25 / 1.5, .5 / 1.5),
            new CalibrationError.Bin(1.5, 1.25 / 1.5, 1)),
        error.bins());
  }

  @Test
  void theConstantAtTheBaseRateHasNone() {
    boolean[] labels = new boolean[40];
    Arrays.fill(labels, 3, 13, true);
    double[] constant = new double[40];
    Arrays.fill(constant, .25);
    assertEquals(0, CalibrationError.of(labels, constant, 7).expected(), 1e-12);
    Arrays.fill(constant, .75);
    assertEquals(.5, CalibrationError.of(labels, constant, 7).expected(), 1e-12);
  }

  @Test
  void noOrderOfRowsChangesIt() {
    long seed = 53;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 100; round++) {
      int rows = random.nextInt(1, 200);
      boolean[] labels = new boolean[rows];
      double[] probabilities = new double[rows];
      boolean[] turnedLabels = new boolean[rows];
      double[] turned = new double[rows];
      for (int i = 0; i < rows; i++) {
        labels[i] = random.nextBoolean();
        probabilities[i] = random.nextInt(9) / 8.0;
        turnedLabels[rows - 1 - i] = labels[i];
        turned[rows - 1 - i] = probabilities[i] == 0 ? -0.0 : probabilities[i];
      }
      int bins = random.nextInt(1, 30);
      CalibrationError error = CalibrationError.of(labels, probabilities, bins);
      String where = "seed " + seed + " round " + round;
      assertEquals(error, CalibrationError.of(turnedLabels, turned, bins), where);
      assertTrue(error.expected() <= error.largest() + 1e-12, where);
      assertEquals(
          rows, error.bins().stream().mapToDouble(CalibrationError.Bin::rows).sum(), 1e-9, where);
    }
  }

  @Test
  void trueProbabilitiesHaveLittle() {
    SplittableRandom random = new SplittableRandom(54);
    boolean[] labels = new boolean[20_000];
    double[] probabilities = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      probabilities[i] = random.nextDouble();
      labels[i] = random.nextDouble() < probabilities[i];
    }
    assertTrue(CalibrationError.of(labels, probabilities, 10).expected() < .015);
  }

  @Test
  void whatIsNotDefinedIsRefused() {
    boolean[] one = {true};
    double[] half = {.5};
    double[] odd = {Double.NaN};
    double[] far = {1.1};
    assertThrows(IllegalArgumentException.class, () -> CalibrationError.of(one, half, 0));
    assertThrows(IllegalArgumentException.class, () -> CalibrationError.of(one, odd, 1));
    assertThrows(IllegalArgumentException.class, () -> CalibrationError.of(one, far, 1));
    assertThrows(IllegalArgumentException.class, () -> CalibrationError.of(one, new double[2], 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> CalibrationError.of(new boolean[0], new double[0], 1));
  }
}
