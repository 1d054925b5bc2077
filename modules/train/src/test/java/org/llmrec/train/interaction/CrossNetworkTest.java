package org.llmrec.train.interaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.train.internal.Torch;

class CrossNetworkTest {
  private static final int USER = 3;
  private static final int ITEM = 4;
  private static final int WIDTH = USER + ITEM;

  private Torch torch;

  @BeforeEach
  void open() {
    torch = Torch.open(1, 1);
  }

  @AfterEach
  void close() {
    torch.close();
  }

  /**
   * x0 = (1, 2), W = [[1, 2], [0, 3]], b = (1, -1). W x0 + b = (6, 5), so x1 = (1 * 6 + 1, 2 * 5 +
   * 2) = (7, 12). W x1 + b = (32, 35), so x2 = (1 * 32 + 7, 2 * 35 + 12) = (39, 82).
   */
  @Test
  void aCrossLayerWorkedByHand() {
    NDManager manager = torch.manager();
    NDArray weight = manager.create(new float[] {1, 2, 0, 3}, new Shape(2, 2));
    NDArray bias = manager.create(new float[] {1, -1});
    CrossLayer layer = new CrossLayer(List.of(weight), bias);
    NDArray x0 = manager.create(new float[] {1, 2}, new Shape(1, 2));
    NDArray x1 = layer.apply(x0, x0);
    assertArrayEquals(new float[] {7, 12}, x1.toFloatArray());
    assertArrayEquals(new float[] {39, 82}, layer.apply(x0, x1).toFloatArray());
    // The same on the heap: a user of one number, an item of one, and a head that adds up.
    Product square = layer.product();
    CrossWeights weights =
        new CrossWeights(
            1,
            List.of(square, square),
            List.of(new float[] {1, -1}, new float[] {1, -1}),
            List.of(),
            List.of(),
            new float[] {1, 1},
            0.5f,
            false);
    float[] scores = new float[1];
    new CrossScorer(weights, new float[] {2}, 1).score(new float[] {1}, scores, 0);
    assertEquals(39 + 82 + 0.5f, scores[0]);
  }

  /** U = (1, 2), V = (3, 1): U V = [[3, 1], [6, 2]], x0 = (1, 1): x1 = (4 + 1, 8 + 1). */
  @Test
  void aCrossLayerOfLowRankWorkedByHand() {
    NDManager manager = torch.manager();
    CrossLayer layer =
        new CrossLayer(
            List.of(
                manager.create(new float[] {1, 2}, new Shape(2, 1)),
                manager.create(new float[] {3, 1}, new Shape(1, 2))),
            manager.zeros(new Shape(2)));
    NDArray x0 = manager.ones(new Shape(1, 2));
    assertArrayEquals(new float[] {5, 9}, layer.apply(x0, x0).toFloatArray());
    assertArrayEquals(new float[] {4, 8}, layer.product().of(new float[] {1, 1}, 1));
    assertArrayEquals(new float[] {3, 6}, layer.product().columns(0, 1).of(new float[] {1}, 1));
  }

  @Test
  void gradientsOfACrossLayerAreFiniteDifferences() {
    SplittableRandom random = new SplittableRandom(4);
    float[] weight = gaussian(random, WIDTH * WIDTH);
    float[] bias = gaussian(random, WIDTH);
    float[] start = gaussian(random, WIDTH);
    float[] x = gaussian(random, WIDTH);
    NDManager manager = torch.manager();
    NDArray[] inputs = {
      manager.create(weight, new Shape(WIDTH, WIDTH)),
      manager.create(bias),
      manager.create(start, new Shape(1, WIDTH)),
      manager.create(x, new Shape(1, WIDTH))
    };
    for (NDArray input : inputs) {
      input.setRequiresGradient(true);
    }
    try (GradientCollector collector = torch.collector()) {
      NDArray out = new CrossLayer(List.of(inputs[0]), inputs[1]).apply(inputs[2], inputs[3]);
      collector.backward(out.square().sum());
    }
    double[][] values = {
      NaiveCross.doubles(weight),
      NaiveCross.doubles(bias),
      NaiveCross.doubles(start),
      NaiveCross.doubles(x)
    };
    for (int part = 0; part < values.length; part++) {
      float[] found = inputs[part].getGradient().toFloatArray();
      for (int i = 0; i < found.length; i++) {
        double before = values[part][i];
        values[part][i] = before + 1e-5;
        double above = squares(values);
        values[part][i] = before - 1e-5;
        double below = squares(values);
        values[part][i] = before;
        double expected = (above - below) / 2e-5;
        assertEquals(
            expected, found[i], 1e-3 * (1 + Math.abs(expected)), "part " + part + ", " + i);
      }
    }
  }

  private static double squares(double[][] parts) {
    return Arrays.stream(NaiveCross.layer(parts[2], parts[3], parts[0], parts[1]))
        .map(value -> value * value)
        .sum();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0, 2, false",
    "2, 3, 2, false",
    "1, 0, 1, true",
    "2, 2, 2, true",
    "2, 0, 0, false",
    "0, 0, 2, false",
    "0, 0, 0, false"
  })
  void whatTheHeapScoresIsTheNetworkAndSoIsItsWayBack(
      int layers, int rank, int deep, boolean stacked) {
    long seed = 17;
    SplittableRandom random = new SplittableRandom(seed);
    CrossWeights weights = weights(random, layers, rank, deep, stacked);
    int items = 700;
    float[] inputs = gaussian(random, items * ITEM);
    float[] user = gaussian(random, USER);
    CrossScorer scorer = new CrossScorer(weights, inputs, items);
    float[] scores = new float[items];
    scorer.score(user, scores, 0);
    for (int item = 0; item < items; item++) {
      double expected = NaiveCross.logit(weights, input(user, inputs, item));
      assertEquals(expected, scores[item], 1e-4 * (1 + Math.abs(expected)), "seed " + seed);
    }
    int[] some = {3, 40, 699};
    CrossPass pass = scorer.pass(user, scorer.items(some));
    float[] byLogit = {1, -2, 0.5f};
    float[] found = pass.userGradient(byLogit);
    for (int d = 0; d < USER; d++) {
      double expected = 0;
      for (int i = 0; i < some.length; i++) {
        double[] above = input(user, inputs, some[i]);
        double[] below = above.clone();
        above[d] += 1e-6;
        below[d] -= 1e-6;
        double slope = NaiveCross.logit(weights, above) - NaiveCross.logit(weights, below);
        expected += byLogit[i] * slope / 2e-6;
      }
      assertEquals(expected, found[d], 1e-3 * (1 + Math.abs(expected)), "seed " + seed);
    }
  }

  private static double[] input(float[] user, float[] inputs, int item) {
    double[] x0 = new double[WIDTH];
    for (int d = 0; d < WIDTH; d++) {
      x0[d] = d < USER ? user[d] : inputs[item * ITEM + d - USER];
    }
    return x0;
  }

  private static CrossWeights weights(
      SplittableRandom random, int layers, int rank, int deep, boolean stacked) {
    int hidden = 5;
    Product[] cross = new Product[layers];
    float[][] crossBias = new float[layers][];
    for (int l = 0; l < layers; l++) {
      crossBias[l] = gaussian(random, WIDTH);
      cross[l] =
          rank == 0
              ? Product.full(WIDTH, WIDTH, gaussian(random, WIDTH * WIDTH))
              : new Product(
                  WIDTH,
                  WIDTH,
                  rank,
                  gaussian(random, WIDTH * rank),
                  gaussian(random, rank * WIDTH));
    }
    Product[] tower = new Product[deep];
    float[][] towerBias = new float[deep][];
    for (int l = 0; l < deep; l++) {
      int in = l == 0 ? WIDTH : hidden;
      tower[l] = Product.full(in, hidden, gaussian(random, in * hidden));
      towerBias[l] = gaussian(random, hidden);
    }
    int ends = deep == 0 ? WIDTH : stacked ? hidden : WIDTH + hidden;
    return new CrossWeights(
        USER,
        List.of(cross),
        List.of(crossBias),
        List.of(tower),
        List.of(towerBias),
        gaussian(random, ends),
        0.25f,
        stacked);
  }

  private static float[] gaussian(SplittableRandom random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (0.6 * random.nextGaussian());
    }
    return values;
  }
}
