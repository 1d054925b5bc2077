package org.llmrec.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.vector.Vectors;

class UserFoldInTest {
  private static final int DIMS = 16;

  @Test
  void theGradientVanishesAtTheSolution() {
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 30; round++) {
      Items items = new Items(random, 200, DIMS, random.nextDouble(0.1, 4));
      UserFoldIn foldIn =
          new UserFoldIn(
              new FoldInOptions(random.nextDouble(0.01, 5), random.nextDouble(0, 50), 64),
              Samples.gaussian(random, DIMS, 0.5),
              UserFoldIn.sample(200, 64, round),
              items);
      int[] history = random.ints(random.nextInt(1, 60), 0, 200).toArray();
      FoldInProblem problem = foldIn.problem(history);
      double[] u = QuasiNewton.minimise(problem);
      String message = "seed " + seed + ", round " + round;
      for (int d = 0; d < DIMS; d++) {
        double h = 1e-5;
        double[] up = u.clone();
        double[] down = u.clone();
        up[d] += h;
        down[d] -= h;
        double slope = (problem.at(up).value() - problem.at(down).value()) / (2 * h);
        assertEquals(0, slope / problem.totalWeight(), 1e-7, message);
      }
      double[] gradient = problem.at(u).gradient();
      double norm = Math.sqrt(DoubleStream.of(gradient).map(g -> g * g).sum());
      assertTrue(norm <= QuasiNewton.TOLERANCE * problem.totalWeight(), norm + "; " + message);
    }
  }

  @Test
  void theDerivativesAreThoseOfTheValue() {
    SplittableRandom random = new SplittableRandom(12);
    Items items = new Items(random, 50, 7, 1);
    UserFoldIn foldIn =
        new UserFoldIn(
            new FoldInOptions(0.3, 5, 20), new float[7], UserFoldIn.sample(50, 20, 1), items);
    FoldInProblem problem = foldIn.problem(new int[] {3, 4, 30});
    double[] u = FoldInProblem.widen(Samples.gaussian(random, 7, 1));
    FoldInProblem.Point point = problem.at(u);
    double h = 1e-5;
    for (int d = 0; d < 7; d++) {
      double[] up = moved(u, d, h);
      double[] down = moved(u, d, -h);
      assertEquals(
          (problem.at(up).value() - problem.at(down).value()) / (2 * h), point.gradient()[d], 1e-7);
    }
  }

  @Test
  void theSecondDerivativeAtTheStartKnowsWhichNegativesAreLiked() {
    SplittableRandom random = new SplittableRandom(19);
    Items items = new Items(random, 50, 7, 1);
    int[] sample = UserFoldIn.sample(50, 20, 1);
    float[] prior = Samples.gaussian(random, 7, 0.5);
    UserFoldIn foldIn = new UserFoldIn(new FoldInOptions(0.3, 5, 20), prior, sample, items);
    FoldInProblem problem = foldIn.problem(new int[] {sample[2], sample[9], sample[9] + 1});
    double[] hessian = problem.startHessian();
    double h = 1e-5;
    for (int a = 0; a < 7; a++) {
      double[] up = problem.at(moved(problem.start(), a, h)).gradient();
      double[] down = problem.at(moved(problem.start(), a, -h)).gradient();
      for (int b = a; b < 7; b++) {
        assertEquals((up[b] - down[b]) / (2 * h), hessian[a * 7 + b], 1e-6);
      }
    }
  }

  private static double[] moved(double[] u, int d, double by) {
    double[] moved = u.clone();
    moved[d] += by;
    return moved;
  }

  @Test
  void neitherOrderNorRepetitionOfTheHistoryMatters() {
    SplittableRandom random = new SplittableRandom(13);
    UserFoldIn foldIn = foldIn(new Items(random, 300, DIMS, 1), 100, 0.2);
    List<Integer> history =
        new ArrayList<>(IntStream.range(0, 25).map(i -> i * 11).boxed().toList());
    float[] expected = foldIn.foldIn(ints(history));
    Random shuffler = new Random(5);
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(history, shuffler);
      history.add(history.get(round));
      assertArrayEquals(expected, foldIn.foldIn(ints(history)), 0f);
    }
  }

  @Test
  void nothingKnownGivesThePriorAndLittleKnownStaysNear() {
    SplittableRandom random = new SplittableRandom(14);
    Items items = new Items(random, 300, DIMS, 1);
    float[] prior = Samples.gaussian(random, DIMS, 1);
    int[] sample = UserFoldIn.sample(300, 100, 1);
    UserFoldIn tight = new UserFoldIn(new FoldInOptions(50, 4, 100), prior, sample, items);
    UserFoldIn loose = new UserFoldIn(new FoldInOptions(0.05, 4, 100), prior, sample, items);
    assertArrayEquals(prior, tight.foldIn(new int[0]), 0f);
    assertTrue(Vectors.cosine(prior, tight.foldIn(new int[] {7})) > 0.99);
    assertTrue(
        Vectors.cosine(prior, tight.foldIn(new int[] {7}))
            > Vectors.cosine(prior, loose.foldIn(new int[] {7})));
  }

  @Test
  void differentTastesGiveDifferentListsAndMoreOfOneMovesTowardsIt() {
    SplittableRandom random = new SplittableRandom(15);
    // Items 0-19 lie around one direction, 20-39 around another, the rest anywhere.
    Items items = new Items(random, 400, DIMS, 0.25);
    float[][] tastes = {Samples.unit(random, DIMS), Samples.unit(random, DIMS)};
    for (int i = 0; i < 40; i++) {
      for (int d = 0; d < DIMS; d++) {
        items.rows[i * DIMS + d] += 2 * tastes[i / 20][d];
      }
    }
    UserFoldIn foldIn = foldIn(items, 128, 0.5);
    float[] first = foldIn.foldIn(new int[] {1, 2, 3, 4});
    float[] second = foldIn.foldIn(new int[] {21, 22, 23, 24});
    List<Integer> firstTop = items.top(first, 10);
    List<Integer> secondTop = items.top(second, 10);
    assertNotEquals(firstTop, secondTop);
    assertTrue(firstTop.stream().filter(i -> i < 20).count() >= 8, firstTop.toString());
    assertTrue(
        secondTop.stream().filter(i -> i >= 20 && i < 40).count() >= 8, secondTop.toString());
    double before = -1;
    for (int length : new int[] {1, 2, 4, 8, 16}) {
      float[] user = foldIn.foldIn(IntStream.range(0, length).toArray());
      double towards = Vectors.dot(user, tastes[0]);
      assertTrue(towards > before, "length " + length);
      before = towards;
    }
  }

  @Test
  void aSampleOfNegativesComesCloseToAllOfThem() {
    SplittableRandom random = new SplittableRandom(16);
    Items items = new Items(random, 3000, DIMS, 0.2);
    // As a trained tower leaves them: groups of alike items, and a direction that all share, which
    // the average user turns away from because most items are liked by few.
    float[] shared = Samples.gaussian(random, DIMS, 0.25);
    float[][] groups = new float[20][];
    Arrays.setAll(groups, g -> Samples.gaussian(random, DIMS, 0.3));
    for (int i = 0; i < 3000; i++) {
      for (int d = 0; d < DIMS; d++) {
        items.rows[i * DIMS + d] += shared[d] + groups[i % 20][d];
      }
    }
    float[] prior = new float[DIMS];
    Vectors.addScaled(prior, shared, -2);
    FoldInOptions options = new FoldInOptions(1, 8, 512);
    UserFoldIn sampled = new UserFoldIn(options, prior, UserFoldIn.sample(3000, 512, 9), items);
    UserFoldIn full = new UserFoldIn(options, prior, UserFoldIn.sample(3000, 3000, 9), items);
    for (int round = 0; round < 5; round++) {
      float[] taste = prior.clone();
      Vectors.addScaled(taste, groups[round], 1.5f);
      Vectors.addScaled(taste, groups[round + 7], 1.5f);
      // Ten of the two hundred that this taste ranks first.
      List<Integer> best = new ArrayList<>(items.top(taste, 200));
      Collections.shuffle(best, new Random(round));
      int[] history = ints(best.subList(0, 10));
      float[] user = sampled.foldIn(history);
      float cosine = Vectors.cosine(full.foldIn(history), user);
      assertTrue(cosine > 0.97, "round " + round + ": " + cosine);
      List<Integer> agreed = new ArrayList<>(items.top(user, 20));
      agreed.retainAll(items.top(full.foldIn(history), 20));
      assertTrue(agreed.size() >= 14, "round " + round + ": " + agreed.size());
    }
  }

  @Test
  void solvesWhenTheHistoryIsTheWholeSample() {
    SplittableRandom random = new SplittableRandom(17);
    UserFoldIn foldIn = foldIn(new Items(random, 20, DIMS, 1), 20, 0.5);
    float[] user = foldIn.foldIn(IntStream.range(0, 20).toArray());
    for (float x : user) {
      assertTrue(Float.isFinite(x));
    }
  }

  @Test
  void refusesOrdinalsThatNameNoItem() {
    UserFoldIn foldIn = foldIn(new Items(new SplittableRandom(18), 20, DIMS, 1), 10, 0.5);
    for (int bad : new int[] {-1, 20, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      var error =
          assertThrows(IllegalArgumentException.class, () -> foldIn.foldIn(new int[] {3, bad}));
      assertTrue(error.getMessage().contains("found " + bad), error.getMessage());
    }
  }

  @Test
  void theSampleIsAscendingSeededAndEven() {
    assertArrayEquals(new int[] {0, 1, 2}, UserFoldIn.sample(3, 512, 1));
    int[] sample = UserFoldIn.sample(10_000, 512, 1);
    assertArrayEquals(sample, UserFoldIn.sample(10_000, 512, 1));
    assertEquals(512, IntStream.of(sample).distinct().count());
    assertArrayEquals(IntStream.of(sample).sorted().toArray(), sample);
    assertEquals(5000, IntStream.of(sample).average().orElseThrow(), 500);
  }

  private static UserFoldIn foldIn(Items items, int sample, double lambda) {
    return new UserFoldIn(
        new FoldInOptions(lambda, 4, sample),
        new float[items.dims],
        UserFoldIn.sample(items.size(), sample, 1),
        items);
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A catalogue of random item vectors. */
  private static final class Items implements UserFoldIn.Rows {
    final int dims;
    final float[] rows;

    Items(SplittableRandom random, int size, int dims, double scale) {
      this.dims = dims;
      this.rows = Samples.gaussian(random, size * dims, scale);
    }

    @Override
    public int size() {
      return rows.length / dims;
    }

    @Override
    public void read(int ordinal, float[] target, int offset) {
      System.arraycopy(rows, ordinal * dims, target, offset, dims);
    }

    List<Integer> top(float[] user, int k) {
      return IntStream.range(0, size())
          .boxed()
          .sorted(Comparator.comparingDouble(i -> -Vectors.dot(user, rows, i * dims)))
          .limit(k)
          .toList();
    }
  }
}
