package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RankingMetricsTest {
  @Test
  void theHandCaseHolds() {
    // Three relevant, hits at ranks 1 and 4, k = 10: DCG 1.4307 of 2.1309.
    RankingMetrics metrics =
        RankingMetrics.of(new int[] {5, 1, 2, 7, 3, 4, 6, 8, 9, 10}, new int[] {5, 7, 99}, 10);
    assertEquals(1.4307 / 2.1309, metrics.ndcg(), 5e-5);
    assertEquals(.6714, metrics.ndcg(), 5e-5);
    assertEquals(.6667, metrics.recall(), 5e-5);
    assertEquals(.5, metrics.averagePrecision(), 1e-12);
    assertEquals(.2, metrics.precision(), 1e-12);
    assertEquals(1, metrics.reciprocalRank());
    assertEquals(1, metrics.hit());
  }

  @Test
  void theIdealListIsCutAtKToo() {
    RankingMetrics metrics = RankingMetrics.of(new int[] {0, 1}, new int[] {0, 1, 2, 3}, 2);
    assertEquals(1, metrics.ndcg(), 1e-12);
    assertEquals(.5, metrics.recall());
    assertEquals(1, metrics.precision());
    assertEquals(.5, metrics.averagePrecision());
  }

  @Test
  void hitsBelowTheCutDoNotCount() {
    RankingMetrics metrics = RankingMetrics.of(new boolean[] {false, false, true}, 1, 2);
    assertEquals(new RankingMetrics(0, 0, 0, 0, 0, 0), metrics);
  }

  @Test
  void aShortListIsStillDividedByK() {
    assertEquals(.1, RankingMetrics.of(new boolean[] {true}, 1, 10).precision());
  }

  @Test
  void whatIsNotDefinedIsRefused() {
    boolean[] two = {true, true};
    assertThrows(IllegalArgumentException.class, () -> RankingMetrics.of(two, 0, 10));
    assertThrows(IllegalArgumentException.class, () -> RankingMetrics.of(two, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> RankingMetrics.of(two, 1, 10));
  }
}
