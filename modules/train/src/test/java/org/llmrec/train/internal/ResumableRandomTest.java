package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumableRandomTest {

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 42, ~42L, Long.MIN_VALUE})
  void itDrawsWhatTheLibrarysDoesAndGoesOnFromItsState(long seed) {
    SplittableRandom expected = new SplittableRandom(seed);
    ResumableRandom random = new ResumableRandom(seed);
    SplittableRandom bounds = new SplittableRandom(seed ^ 7);
    for (int i = 0; i < 2_000; i++) {
      if (i % 100 == 99) {
        random = new ResumableRandom(random.state());
      }
      // Bounds beyond 2^30 are refused half of the time, and then drawn again.
      int bound = bounds.nextInt(1, Integer.MAX_VALUE);
      assertEquals(expected.nextInt(bound), random.nextInt(bound), "seed " + seed);
      assertEquals(expected.nextBoolean(), random.nextBoolean(), "seed " + seed);
      assertEquals(expected.nextLong(), random.nextLong(), "seed " + seed);
      assertEquals(expected.nextDouble(), random.nextDouble(), "seed " + seed);
    }
  }
}
