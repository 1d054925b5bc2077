package org.llmrec.rank.diversity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;

class MmrTest {
  /** The first two are the same, the third is at a right angle, the fourth opposite the first. */
  private static final float[] VECTORS = {1, 0, 1, 0, 0, 1, -1, 0};

  private static final float[] RELEVANCE = {.9f, .8f, .5f, .1f};

  @Test
  void theHandCaseHolds() {
    // Half and half: .45; then .4 - .5, .25 - 0, .05 + .5; then -.1 and .25.
    assertArrayEquals(new int[] {0, 3, 2, 1}, Mmr.order(RELEVANCE, VECTORS, .5, 4));
    // .72; then .64 - .2, .4, .08 + .2; then .4 and .08 + .2.
    assertArrayEquals(new int[] {0, 1, 2, 3}, Mmr.order(RELEVANCE, VECTORS, .8, 4));
    assertArrayEquals(new int[] {0, 3}, Mmr.order(RELEVANCE, VECTORS, .5, 2));
  }

  @Test
  void afterTheDeadlineNothingMoreIsPicked() {
    Deadline past = Deadline.in(Duration.ZERO);
    assertEquals(0, Mmr.order(RELEVANCE, VECTORS, .5, 4, past).length);
    Deadline far = Deadline.in(Duration.ofDays(1));
    assertArrayEquals(new int[] {0, 3, 2, 1}, Mmr.order(RELEVANCE, VECTORS, .5, 4, far));
  }

  @Test
  void lambdaOneIsThePlainOrderWithTiesByPlace() {
    float[] relevance = {1, 3, 1, 3, 2};
    int[] plain = {1, 3, 4, 0, 2};
    assertArrayEquals(plain, Mmr.order(relevance, new float[10], 1, 9));
    assertArrayEquals(plain, Mmr.order(relevance, new float[0], .3, 9));
  }

  @Test
  void lambdaZeroGoesByLikenessAlone() {
    assertArrayEquals(new int[] {0, 3, 2, 1}, Mmr.order(RELEVANCE, VECTORS, 0, 4));
  }

  @Test
  void whatIsNotFiniteDoesNoHarm() {
    float nan = Float.NaN;
    float[] relevance = {nan, 1, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 2};
    float[] vectors = {1, 0, 1, 0, 0, 1, nan, nan, 0, 1};
    for (double lambda : new double[] {.5, 1}) {
      assertArrayEquals(new int[] {3, 4, 1, 0, 2}, Mmr.order(relevance, vectors, lambda, 5));
    }
    assertArrayEquals(new int[] {1, 3, 4, 0, 2}, Mmr.order(relevance, vectors, 0, 5));
  }

  @Test
  void agreesWithTheDefinition() {
    long seed = 61;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      int candidates = random.nextInt(1, 30);
      int width = random.nextInt(1, 20);
      float[] relevance = new float[candidates];
      float[] vectors = new float[candidates * width];
      for (int i = 0; i < candidates; i++) {
        relevance[i] = random.nextInt(8) / 8f;
        // An axis and its negative, so that values tie exactly.
        vectors[i * width + random.nextInt(width)] = random.nextBoolean() ? 1 : -1;
      }
      double lambda = random.nextInt(9) / 8.0;
      int k = random.nextInt(candidates + 3);
      assertArrayEquals(
          naive(relevance, vectors, width, lambda, k),
          Mmr.order(relevance, vectors, lambda, k),
          "seed " + seed + " round " + round);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    float[] three = new float[3];
    assertThrows(IllegalArgumentException.class, () -> Mmr.order(three, new float[4], .5, 1));
    assertThrows(IllegalArgumentException.class, () -> Mmr.order(new float[0], three, .5, 1));
    assertThrows(IllegalArgumentException.class, () -> Mmr.order(three, three, 1.5, 1));
    assertThrows(IllegalArgumentException.class, () -> Mmr.order(three, three, Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> Mmr.order(three, three, .5, -1));
    assertEquals(0, Mmr.order(new float[0], new float[0], .5, 3).length);
  }

  private static int[] naive(float[] relevance, float[] vectors, int width, double lambda, int k) {
    List<Integer> taken = new ArrayList<>();
    while (taken.size() < Math.min(k, relevance.length)) {
      int best = -1;
      double highest = 0;
      for (int i = 0; i < relevance.length; i++) {
        if (taken.contains(i)) {
          continue;
        }
        double likeness = taken.isEmpty() ? 0 : -2;
        for (int other : taken) {
          double dot = 0;
          for (int d = 0; d < width; d++) {
            dot += vectors[i * width + d] * vectors[other * width + d];
          }
          likeness = Math.max(likeness, dot);
        }
        double value = lambda * relevance[i] - (1 - lambda) * likeness;
        if (best < 0 || value > highest) {
          best = i;
          highest = value;
        }
      }
      taken.add(best);
    }
    return taken.stream().mapToInt(i -> i).toArray();
  }
}
