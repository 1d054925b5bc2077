package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RecentRateTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void aBurstAtTheBeginningIsForgottenAfterHalfAMinute() {
    RecentRate rate = new RecentRate(0);
    // A thousand were done before: they go by in the first second.
    assertEquals(1000, rate.at(SECOND, 1000), 1e-9);
    long count = 1000;
    for (int second = 2; second <= 60; second++) {
      count += 5;
      rate.at(second * SECOND, count);
    }
    assertEquals(5, rate.at(61 * SECOND, count + 5), 1e-9);
  }

  @Test
  void withinHalfAMinuteItIsTheMean() {
    RecentRate rate = new RecentRate(0);
    rate.at(SECOND, 2);
    assertEquals(3, rate.at(10 * SECOND, 30), 1e-9);
    assertEquals(0, new RecentRate(7).at(7, 5), 1e-9);
  }
}
