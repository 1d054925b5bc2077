package org.llmrec.llm.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofNanos(100);
  private static final Duration MAX = Duration.ofNanos(1_000);

  /** Draws the largest number that may be drawn. */
  private static final RandomGenerator LARGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new AssertionError("unbounded");
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @Test
  void theBoundDoublesUpToTheCap() {
    Backoff backoff = new Backoff(FIRST, MAX, LARGEST);
    long[] bounds = {100, 200, 400, 800, 1_000, 1_000};
    for (int failed = 1; failed <= bounds.length; failed++) {
      assertEquals(bounds[failed - 1], backoff.nanos(failed, Optional.empty()));
    }
    assertEquals(1_000, backoff.nanos(Integer.MAX_VALUE, Optional.empty()), "no overflow");
  }

  @Test
  void noDelayStaysNone() {
    Backoff backoff = new Backoff(Duration.ZERO, MAX, LARGEST);
    assertEquals(0, backoff.nanos(1, Optional.empty()));
    assertEquals(0, backoff.nanos(60, Optional.empty()));
  }

  @Test
  void everyWaitUpToTheBoundIsDrawnAboutAsOften() {
    int seed = 11;
    Backoff backoff = new Backoff(Duration.ofNanos(3), MAX, new SplittableRandom(seed));
    int[] drawn = new int[4];
    for (int i = 0; i < 4_000; i++) {
      drawn[(int) backoff.nanos(1, Optional.empty())]++;
    }
    for (int count : drawn) {
      assertTrue(Math.abs(count - 1_000) < 150, "seed " + seed + ": " + count);
    }
  }

  @Test
  void theServersWishWinsAndALittleIsAdded() {
    Backoff most = new Backoff(FIRST, MAX, LARGEST);
    // A tenth of the wish, or the first delay where that is longer; the cap is for our own waits.
    assertEquals(5_500, most.nanos(1, Optional.of(Duration.ofNanos(5_000))));
    assertEquals(150, most.nanos(5, Optional.of(Duration.ofNanos(50))));
    assertEquals(100, most.nanos(1, Optional.of(Duration.ZERO)));
    assertEquals(100, most.nanos(1, Optional.of(Duration.ofNanos(-70))), "a date that has passed");
    Backoff drawn = new Backoff(FIRST, MAX, new SplittableRandom(5));
    for (int i = 0; i < 100; i++) {
      assertTrue(drawn.nanos(1, Optional.of(Duration.ofNanos(5_000))) >= 5_000);
    }
  }
}
