package org.llmrec.lab.run.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void ranksAreThoseOfCounting() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      int items = 1 + random.nextInt(30);
      float[] scores = new float[items];
      for (int i = 0; i < items; i++) {
        scores[i] = random.nextInt(5) == 0 ? Float.NEGATIVE_INFINITY : random.nextInt(6) - 3;
      }
      int[] excluded = subset(random, items);
      int[] relevant = subset(random, items);
      int[] expected =
          Arrays.stream(relevant)
              .map(
                  item ->
                      Arrays.binarySearch(excluded, item) >= 0
                              || scores[item] == Float.NEGATIVE_INFINITY
                          ? 0
                          : 1
                              + (int)
                                  IntStream.range(0, items)
                                      .filter(o -> Arrays.binarySearch(excluded, o) < 0)
                                      .filter(o -> scores[o] > scores[item])
                                      .count())
              .toArray();
      assertArrayEquals(expected, Ranks.of(scores, excluded, relevant), "seed " + seed);
    }
  }

  private static int[] subset(Random random, int items) {
    return IntStream.range(0, items).filter(i -> random.nextInt(3) == 0).toArray();
  }
}
