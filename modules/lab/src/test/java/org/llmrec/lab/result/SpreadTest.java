package org.llmrec.lab.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void countsWhoGainsAndWhoLoses() {
    Spread spread = Spread.of("a", "b", "ndcg@10", new double[] {0.5, 0, -0.25, 0, 1, 1e-15});

    assertEquals(2, spread.better());
    assertEquals(3, spread.equal());
    assertEquals(1, spread.worse());
    assertEquals(6, spread.units());
    assertEquals(101, spread.percentiles().size());
    assertEquals(-0.25, spread.percentiles().get(0));
    assertEquals(1.0, spread.percentiles().get(100));
  }

  @Test
  void identicalModelsDifferNowhere() {
    Spread spread = Spread.of("a", "b", "mrr", new double[] {0.0, -0.0, 0.0});

    assertEquals(3, spread.equal());
    assertTrue(spread.percentiles().stream().allMatch(p -> p.equals(0.0)));
  }

  @Test
  void nobodyIsNobody() {
    assertEquals(List.of(), Spread.of("a", "b", "mrr", new double[0]).percentiles());
  }
}
