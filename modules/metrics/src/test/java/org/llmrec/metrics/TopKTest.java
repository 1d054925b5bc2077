package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopKTest {
  @Test
  void itIsWhatSortingGives() {
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      int n = random.nextInt(60);
      int k = random.nextInt(70);
      float[] scores = new float[n];
      for (int i = 0; i < n; i++) {
        // Few values, so that many tie.
        scores[i] = random.nextInt(-5, 6) * .5f;
      }
      int[] masked = IntStream.range(0, n).filter(i -> random.nextInt(4) == 0).toArray();
      int[] wanted =
          IntStream.range(0, n)
              .filter(i -> IntStream.of(masked).noneMatch(m -> m == i))
              .boxed()
              .sorted(
                  Comparator.comparingDouble((Integer i) -> -(double) scores[i])
                      .thenComparing(i -> i))
              .limit(k)
              .mapToInt(i -> i)
              .toArray();
      assertArrayEquals(wanted, TopK.of(scores, k, masked), "seed " + seed + " round " + round);
    }
  }

  @Test
  void zerosOfBothSignsTieAndInfinitiesRank() {
    float[] scores = {-0f, 0f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
    assertArrayEquals(new int[] {3, 4, 0, 1, 2}, TopK.of(scores, 5));
  }

  @Test
  void theRankedAreTheHeadOfWhatIsMeasured() {
    long seed = 12;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      int n = random.nextInt(1, 40);
      int k = random.nextInt(50);
      ListOracle.Case it = RandomCases.of(random, n);
      int[] whole = it.ranking(IntStream.range(0, n).toArray());
      assertArrayEquals(
          IntStream.of(whole).limit(k).toArray(),
          TopK.ranked(it.scores(), k, it.candidates(), it.masked()),
          "seed " + seed + " round " + round);
    }
  }

  @Test
  void nothingIsMadeOfNaN() {
    float[] scores = {1, Float.NaN};
    assertThrows(IllegalArgumentException.class, () -> TopK.of(scores, 1));
    assertArrayEquals(new int[] {0}, TopK.of(scores, 1, new int[] {1}));
    int[] unsorted = {1, 0};
    assertThrows(IllegalArgumentException.class, () -> TopK.of(scores, 1, unsorted));
  }
}
