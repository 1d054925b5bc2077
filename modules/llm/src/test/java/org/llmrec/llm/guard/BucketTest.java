package org.llmrec.llm.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BucketTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void holdsOneSecondsWorthAndFillsEvenly() {
    Bucket bucket = new Bucket(600, 0);
    bucket.take(10, 0);
    assertEquals(SECOND / 10, bucket.nanosUntil(1, 0));
    assertEquals(SECOND / 20, bucket.nanosUntil(1, SECOND / 20));
    assertEquals(0, bucket.nanosUntil(1, SECOND / 10));
    // However long nobody comes, no more than the second's worth gathers.
    bucket.take(10, 100 * SECOND);
    assertEquals(SECOND / 2, bucket.nanosUntil(5, 100 * SECOND));
  }

  @Test
  void holdsOneCallAtLeast() {
    Bucket bucket = new Bucket(6, 0);
    assertEquals(0, bucket.nanosUntil(1, 0));
    bucket.take(1, 0);
    assertEquals(10 * SECOND, bucket.nanosUntil(1, 0));
  }

  @Test
  void moreThanAWholeMinutePassesAndIsPaidForAfterwards() {
    Bucket bucket = new Bucket(60, 0);
    assertEquals(0, bucket.nanosUntil(100, 0));
    bucket.take(100, 0);
    // One was there; 99 are owed, and the next caller wants one.
    assertEquals(100 * SECOND, bucket.nanosUntil(1, 0));
  }

  @Test
  void whatIsGivenBackCanBeTakenAtOnce() {
    Bucket bucket = new Bucket(60, 0);
    bucket.take(1, 0);
    bucket.take(-1, 0);
    assertEquals(0, bucket.nanosUntil(1, 0));
    bucket.take(-5, 0);
    bucket.take(1, 0);
    assertEquals(SECOND, bucket.nanosUntil(1, 0), "never more than it holds");
  }

  @Test
  void aClockThatSeemsToGoBackTakesNothingAway() {
    Bucket bucket = new Bucket(60, 10 * SECOND);
    bucket.take(1, 10 * SECOND);
    assertEquals(SECOND, bucket.nanosUntil(1, 9 * SECOND));
    assertEquals(0, bucket.nanosUntil(1, 11 * SECOND));
  }

  @Test
  void noMinuteSeesMoreThanTheLimitAndASecondsWorth() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int perMinute = 60 + random.nextInt(6_000);
      double burst = perMinute / 60.0;
      Bucket bucket = new Bucket(perMinute, 0);
      Deque<long[]> minute = new ArrayDeque<>();
      long now = 0;
      double sum = 0;
      for (int i = 0; i < 5_000; i++) {
        int amount = 1 + random.nextInt((int) burst);
        now += random.nextInt(10) == 0 ? random.nextLong(2 * SECOND) : 0;
        now += bucket.nanosUntil(amount, now);
        bucket.take(amount, now);
        minute.add(new long[] {now, amount});
        sum += amount;
        while (now - minute.getFirst()[0] >= 60 * SECOND) {
          sum -= minute.removeFirst()[1];
        }
        assertTrue(
            sum <= perMinute + burst + 1e-3, "seed " + seed + ": " + sum + " of " + perMinute);
      }
    }
  }
}
