package org.llmrec.encode.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each task once, and nothing left running afterwards. */
class CrewTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void runsEveryTaskOnce(int helpers) {
    try (Crew crew = new Crew(helpers, "test")) {
      for (int tasks : new int[] {0, 1, 2, 100}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        crew.run(tasks, runs::incrementAndGet);
        for (int i = 0; i < tasks; i++) {
          assertEquals(1, runs.get(i));
        }
      }
    }
  }

  @Test
  void helpersHelp() {
    CountDownLatch together = new CountDownLatch(3);
    try (Crew crew = new Crew(2, "test")) {
      // Each task waits for the other two: with fewer threads than that this would hang.
      crew.run(
          3,
          i -> {
            together.countDown();
            await(together);
          });
    }
    assertEquals(0, together.getCount());
  }

  @Test
  void aFailureIsThrownOnceNothingRunsAnyMore() {
    IllegalStateException failure = new IllegalStateException("task 5");
    AtomicInteger running = new AtomicInteger();
    AtomicInteger ran = new AtomicInteger();
    try (Crew crew = new Crew(3, "test")) {
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  crew.run(
                      1_000_000,
                      i -> {
                        running.incrementAndGet();
                        ran.incrementAndGet();
                        try {
                          if (i == 5) {
                            throw failure;
                          }
                        } finally {
                          running.decrementAndGet();
                        }
                      }));
      assertSame(failure, thrown);
      assertEquals(0, running.get());
      assertTrue(ran.get() < 1_000_000);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
