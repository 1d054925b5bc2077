package org.llmrec.rank.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.core.json.Json;

class CalibrationTest {
  private static final Isotonic STEPS =
      new Isotonic(new double[] {0, 1, 2, 4}, new double[] {0, .25, .25, .75});

  @Test
  void downSamplingIsPutRightAsThePaperSays() {
    assertEquals(.0909, DownSampled.correct(.5, .1), 5e-5);
    assertEquals(.5 / (.5 + .5 / .1), DownSampled.correct(.5, .1), 1e-15);
    assertEquals(0, DownSampled.correct(0, 1e-300));
    assertEquals(1, DownSampled.correct(1, 1e-300));
    assertEquals(.3, DownSampled.correct(.3, 1), 1e-15);
  }

  @Test
  void theIsotonicCurveIsStraightBetweenPointsAndLevelOutside() {
    assertEquals(0, STEPS.probability(-5));
    assertEquals(.125, STEPS.probability(.5), 1e-15);
    assertEquals(.25, STEPS.probability(1.5));
    assertEquals(.5, STEPS.probability(3));
    assertEquals(.75, STEPS.probability(4));
    assertEquals(.75, STEPS.probability(Double.POSITIVE_INFINITY));
    assertEquals(0, STEPS.probability(-0.0));
  }

  @Test
  void allAreWrittenAsJsonAndReadBack() throws Exception {
    List<Calibration> all =
        List.of(
            new Platt(2, -1.5), STEPS, new DownSampled(new DownSampled(new Platt(1, 0), .5), .1));
    for (Calibration calibration : all) {
      String text = Json.line(calibration);
      assertEquals(calibration, Json.mapper().readValue(text, Calibration.class), text);
    }
    assertEquals("{\"kind\":\"platt\",\"slope\":2.0,\"intercept\":-1.5}", Json.line(all.get(0)));
  }

  @Test
  void noneTurnsAnOrderRound() {
    long seed = 41;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 100; round++) {
      int rows = random.nextInt(1, 60);
      double[] scores = new double[rows];
      boolean[] labels = new boolean[rows];
      double scale = Math.pow(10, random.nextInt(-6, 7));
      for (int i = 0; i < rows; i++) {
        scores[i] = scale * random.nextInt(-5, 20) / 4;
        // Also labels that go against the scores.
        labels[i] = random.nextDouble() < (round % 2 == 0 ? .5 + i % 2 / 4.0 : i % 3 / 3.0);
      }
      double[] asked = new double[200];
      for (int i = 2; i < asked.length; i++) {
        asked[i] = scale * (random.nextDouble() * 12 - 4);
      }
      asked[0] = Double.NEGATIVE_INFINITY;
      asked[1] = Double.POSITIVE_INFINITY;
      Arrays.sort(asked);
      for (Calibration fitted :
          List.of(PlattFit.of(scores, labels), IsotonicFit.of(scores, labels))) {
        for (Calibration calibration : List.of(fitted, new DownSampled(fitted, .05))) {
          double before = 0;
          for (double score : asked) {
            double probability = calibration.probability(score);
            String where = "seed " + seed + " round " + round + " " + calibration + " at " + score;
            assertTrue(probability >= before && probability <= 1, where);
            before = probability;
          }
          assertTrue(Double.isNaN(calibration.probability(Double.NaN)));
        }
      }
    }
  }

  @Test
  void whatIsNoCalibrationIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Platt(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Platt(1, Double.NaN));
    double[] two = {0, 1};
    assertThrows(IllegalArgumentException.class, () -> new Isotonic(two, new double[] {.5}));
    assertThrows(IllegalArgumentException.class, () -> new Isotonic(two, new double[] {.5, .4}));
    assertThrows(IllegalArgumentException.class, () -> new Isotonic(two, new double[] {.5, 1.1}));
    double[] same = {0, 0};
    assertThrows(IllegalArgumentException.class, () -> new Isotonic(same, two));
    Platt platt = new Platt(1, 0);
    for (double kept : new double[] {0, -1, 1.5, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new DownSampled(platt, kept));
      assertThrows(IllegalArgumentException.class, () -> DownSampled.correct(.5, kept));
    }
    assertThrows(
        JsonMappingException.class,
        () ->
            Json.mapper()
                .readValue("{\"kind\":\"platt\",\"slope\":-2,\"intercept\":0}", Calibration.class));
    assertThrows(
        JsonMappingException.class,
        () -> Json.mapper().readValue("{\"kind\":\"oracle\"}", Calibration.class));
    boolean[] labels = {true, false};
    double[] odd = {1, Double.NaN};
    double[] one = {1};
    assertThrows(IllegalArgumentException.class, () -> PlattFit.of(odd, labels));
    assertThrows(IllegalArgumentException.class, () -> IsotonicFit.of(odd, labels));
    assertThrows(IllegalArgumentException.class, () -> PlattFit.of(one, labels));
    assertThrows(
        IllegalArgumentException.class, () -> IsotonicFit.of(new double[0], new boolean[0]));
  }
}
