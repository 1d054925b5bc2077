package org.llmrec.rank.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.rank.Dense;
import org.llmrec.rank.mlp.Mlp;

class IntegratedGradientsTest {

  /** The paper's §2.1: the gradient at 2 is 0, though the input moved the score from 0 to 1. */
  @Test
  void seesBehindASaturation() {
    Mlp mlp =
        new Mlp(
            List.of(
                Dense.of(1, 1, new float[] {-1}, new float[] {1}),
                Dense.of(1, 1, new float[] {-1}, new float[] {1})));
    Attribution found = IntegratedGradients.of(mlp, new float[] {2}, new float[] {0});
    assertEquals(0, mlp.gradient(new float[] {2})[0]);
    assertEquals(1, found.score());
    assertEquals(0, found.baselineScore());
    assertEquals(1, found.contributions()[0], 1e-12);
  }

  /** The paper's §4: all of {@code min(1, 3)} is the first input's. */
  @Test
  void givesTheMinimumToTheLesser() {
    Mlp mlp =
        new Mlp(
            List.of(
                Dense.of(2, 3, new float[] {1, 0, -1, 0, 1, -1}, new float[3]),
                Dense.of(3, 1, new float[] {1, -1, -1}, new float[1])));
    Attribution found = IntegratedGradients.of(mlp, new float[] {1, 3}, new float[2]);
    assertEquals(1, found.contributions()[0], 1e-12);
    assertEquals(0, found.contributions()[1], 1e-12);
    assertEquals(1, found.sum(0, 2), 1e-12);
    assertThrows(IndexOutOfBoundsException.class, () -> found.sum(1, 3));
  }

  @Test
  void addsUpAndAgreesWithManySmallSteps() {
    for (long seed = 1; seed <= 12; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int in = random.nextInt(1, 12);
      Mlp mlp = mlp(random, in, random.nextInt(1, 24), random.nextInt(1, 24));
      float[] x = gaussian(random, in, 2);
      float[] b = gaussian(random, in, 0.5);
      Attribution found = IntegratedGradients.of(mlp, x, b);
      String what = "seed " + seed;
      assertEquals((double) found.score() - found.baselineScore(), found.sum(0, in), 1e-4, what);
      double[] naive = naive(mlp, x, b, 4000);
      for (int i = 0; i < in; i++) {
        assertEquals(naive[i], found.contributions()[i], 5e-3, what + ", input " + i);
      }
    }
  }

  @Test
  void addsUpForAWideNetwork() {
    SplittableRandom random = new SplittableRandom(1);
    Mlp mlp = mlp(random, 768, 256, 128);
    float[] x = gaussian(random, 768, 1);
    Attribution found = IntegratedGradients.of(mlp, x, new float[768]);
    assertEquals((double) found.score() - found.baselineScore(), found.sum(0, 768), 1e-4);
  }

  @Test
  void isNothingWhereNothingDiffersAndLinearWhereTheNetworkIs() {
    SplittableRandom random = new SplittableRandom(2);
    Mlp deep = mlp(random, 4, 6);
    float[] x = gaussian(random, 4, 1);
    assertEquals(0, IntegratedGradients.of(deep, x, x).sum(0, 4));
    Mlp linear = mlp(random, 4);
    Attribution found = IntegratedGradients.of(linear, x, new float[4]);
    for (int i = 0; i < 4; i++) {
      double expected = (double) linear.layers().getFirst().weight().values()[i] * x[i];
      assertEquals(expected, found.contributions()[i], 1e-12);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    Mlp mlp = mlp(new SplittableRandom(1), 2, 3);
    float[] good = new float[2];
    assertEquals(
        "expected 2 numbers for the baseline, found 3",
        assertThrows(
                IllegalArgumentException.class,
                () -> IntegratedGradients.of(mlp, good, new float[3]))
            .getMessage());
    assertEquals(
        "the input must be finite, found NaN",
        assertThrows(
                IllegalArgumentException.class,
                () -> IntegratedGradients.of(mlp, new float[] {0, Float.NaN}, good))
            .getMessage());
  }

  private static double[] naive(Mlp mlp, float[] x, float[] b, int steps) {
    double[] sums = new double[x.length];
    for (int s = 0; s < steps; s++) {
      float[] at = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        at[i] = (float) (b[i] + (s + 0.5) / steps * ((double) x[i] - b[i]));
      }
      float[] gradient = mlp.gradient(at);
      for (int i = 0; i < x.length; i++) {
        sums[i] += gradient[i] * ((double) x[i] - b[i]) / steps;
      }
    }
    return sums;
  }

  private static Mlp mlp(SplittableRandom random, int in, int... hidden) {
    List<Dense> layers = new ArrayList<>();
    int width = in;
    for (int n = 0; n <= hidden.length; n++) {
      int out = n < hidden.length ? hidden[n] : 1;
      layers.add(
          Dense.of(
              width,
              out,
              gaussian(random, width * out, Math.sqrt(1.0 / width)),
              gaussian(random, out, 0.1)));
      width = out;
    }
    return new Mlp(layers);
  }

  private static float[] gaussian(SplittableRandom random, int count, double scale) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }
}
