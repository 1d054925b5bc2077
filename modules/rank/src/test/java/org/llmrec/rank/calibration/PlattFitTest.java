package org.llmrec.rank.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlattFitTest {

  @Test
  void twoScoresFitTheirTargetsExactly() {
    // 2 positives and 6 negatives at each score's own share: two points, two parameters.
    double[] scores = {0, 0, 0, 0, 1, 1, 1, 1};
    boolean[] labels = {false, false, false, false, false, false, true, true};
    Platt fitted = PlattFit.of(scores, labels);
    double high = 3 / 4.0;
    double low = 1 / 8.0;
    assertEquals(low, fitted.probability(0), 1e-8);
    assertEquals((2 * high + 2 * low) / 4, fitted.probability(1), 1e-8);
  }

  @Test
  void theSlopeIsZeroWhereTheLossIsFlat() {
    long seed = 42;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 50; round++) {
      int rows = 400;
      double scale = Math.pow(10, random.nextInt(-8, 9));
      double shift = random.nextInt(-3, 4) * scale;
      double[] scores = new double[rows];
      boolean[] labels = new boolean[rows];
      int positives = 0;
      for (int i = 0; i < rows; i++) {
        double x = random.nextGaussian();
        scores[i] = x * scale + shift;
        labels[i] = random.nextDouble() < Platt.logistic(2 * x - 1);
        positives += labels[i] ? 1 : 0;
      }
      Platt fitted = PlattFit.of(scores, labels);
      double high = (positives + 1.0) / (positives + 2.0);
      double low = 1.0 / (rows - positives + 2.0);
      double ga = 0;
      double gb = 0;
      for (int i = 0; i < rows; i++) {
        double off = fitted.probability(scores[i]) - (labels[i] ? high : low);
        ga += off * (scores[i] - shift) / scale;
        gb += off;
      }
      String where = "seed " + seed + " round " + round + " " + fitted;
      assertEquals(0, ga / rows, 1e-6, where);
      assertEquals(0, gb / rows, 1e-6, where);
    }
  }

  @Test
  void separableScoresHaveAFiniteCurve() {
    Platt fitted =
        PlattFit.of(new double[] {-3, -2, 1, 5}, new boolean[] {false, false, true, true});
    assertTrue(fitted.slope() > 0 && fitted.slope() < 100, fitted::toString);
    assertTrue(fitted.probability(-3) > .1 && fitted.probability(-3) < .4, fitted::toString);
    assertTrue(fitted.probability(5) > .6 && fitted.probability(5) < .9, fitted::toString);
  }

  @Test
  void whatSaysNothingOrTheContraryGivesTheShare() {
    boolean[] labels = {true, false, false};
    // (1 * 2/3 + 2 * 1/4) / 3
    double share = (2 / 3.0 + 2 / 4.0) / 3;
    Platt equal = PlattFit.of(new double[] {7, 7, 7}, labels);
    assertEquals(0, equal.slope());
    assertEquals(share, equal.probability(-1e300), 1e-12);
    Platt contrary = PlattFit.of(new double[] {1, 2, 3}, labels);
    assertEquals(0, contrary.slope());
    assertEquals(share, contrary.probability(Double.POSITIVE_INFINITY), 1e-12);
    Platt one = PlattFit.of(new double[] {1, 2, 3}, new boolean[3]);
    assertEquals(1 / 5.0, one.probability(9), 1e-9);
  }
}
