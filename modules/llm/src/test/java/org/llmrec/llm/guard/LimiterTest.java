package org.llmrec.llm.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LimiterTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long FOREVER = Long.MAX_VALUE;
  private final VirtualTicker ticker = new VirtualTicker();

  @Test
  void callsComeAtTheLimitsPace() throws Exception {
    Limiter limiter = new Limiter(60, 0, ticker);
    for (int i = 0; i < 4; i++) {
      assertTrue(limiter.acquire(1_000_000, FOREVER));
    }
    assertEquals(List.of(SECOND, SECOND, SECOND), ticker.sleeps());
  }

  @Test
  void theScarcerOfCallsAndTokensDecides() throws Exception {
    Limiter limiter = new Limiter(60, 600, ticker);
    assertTrue(limiter.acquire(10, FOREVER));
    assertTrue(limiter.acquire(10, FOREVER));
    // 30 tokens are more than the bucket holds: they pass when it is full, and 20 are owed.
    assertTrue(limiter.acquire(30, FOREVER));
    assertTrue(limiter.acquire(10, FOREVER));
    assertEquals(List.of(SECOND, SECOND, 3 * SECOND), ticker.sleeps());
  }

  @Test
  void whatACallDidNotUseIsThereForTheNext() throws Exception {
    Limiter limiter = new Limiter(0, 600, ticker);
    assertTrue(limiter.acquire(10, FOREVER));
    limiter.settle(10, 4);
    assertTrue(limiter.acquire(6, FOREVER));
    assertEquals(List.of(), ticker.sleeps());
    // And what it used beyond its estimate is missing.
    limiter.settle(6, 16);
    assertTrue(limiter.acquire(10, FOREVER));
    assertEquals(List.of(2 * SECOND), ticker.sleeps());
  }

  @Test
  void aCallThatWasNotMadeIsGivenBackWhole() throws Exception {
    Limiter limiter = new Limiter(60, 600, ticker);
    assertTrue(limiter.acquire(10, FOREVER));
    limiter.giveBack(10);
    assertTrue(limiter.acquire(10, FOREVER));
    assertEquals(List.of(), ticker.sleeps());
  }

  @Test
  void nobodyWaitsLongerThanTheirPatienceAndNothingIsTaken() throws Exception {
    Limiter limiter = new Limiter(60, 0, ticker);
    assertTrue(limiter.acquire(1, FOREVER));
    assertFalse(limiter.acquire(1, SECOND));
    assertEquals(List.of(), ticker.sleeps());
    assertTrue(limiter.acquire(1, SECOND + 1));
    assertEquals(List.of(SECOND), ticker.sleeps());
  }

  @Test
  void callersPassInTheOrderInWhichTheyCame() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch time = new CountDownLatch(1);
    List<String> passed = Collections.synchronizedList(new ArrayList<>());
    Limiter limiter =
        new Limiter(
            60,
            0,
            new Ticker() {
              @Override
              public long nanos() {
                return ticker.nanos();
              }

              @Override
              public void sleep(long nanos) throws InterruptedException {
                // Everyone waits once, at the head of the queue.
                first.countDown();
                time.await();
                passed.add(Thread.currentThread().getName());
                ticker.sleep(nanos);
              }
            });
    assertTrue(limiter.acquire(1, FOREVER));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      threads.add(
          Thread.ofVirtual()
              .name("caller " + i)
              .start(
                  () -> {
                    try {
                      limiter.acquire(1, FOREVER);
                    } catch (InterruptedException e) {
                      throw new AssertionError(e);
                    }
                  }));
      // The first one waits for time, the others for the one before them.
      first.await();
      while (limiter.queued() < i) {
        Thread.onSpinWait();
      }
    }
    time.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(threads.stream().map(Thread::getName).toList(), passed);
  }
}
