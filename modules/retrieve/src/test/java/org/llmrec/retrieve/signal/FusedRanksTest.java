package org.llmrec.retrieve.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ranks of scores. */
class FusedRanksTest {
  @Test
  void aRankIsOneMoreThanHowManyScoreHigher() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      float[] scores = new float[random.nextInt(30)];
      for (int i = 0; i < scores.length; i++) {
        scores[i] =
            random.nextInt(5) == 0
                ? Float.NEGATIVE_INFINITY
                : (random.nextBoolean() ? random.nextInt(3) - 1 : (float) random.nextGaussian());
      }
      int[] ranks = FusedRanks.ranks(scores);
      for (int i = 0; i < scores.length; i++) {
        int higher = 0;
        for (float other : scores) {
          higher += other > scores[i] ? 1 : 0;
        }
        int expected = scores[i] == Float.NEGATIVE_INFINITY ? 0 : higher + 1;
        assertEquals(expected, ranks[i], "seed " + seed + ", round " + round + ", item " + i);
      }
    }
  }
}
