package org.llmrec.lab.report.internal.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Test
  void roundNumbersAroundTheValues() {
    Ticks ticks = Ticks.over(DoubleStream.of(0.003, Double.NaN, 0.19), 5);

    assertEquals(0, ticks.low());
    assertEquals(0.2, ticks.high(), 1e-12);
    assertEquals(
        List.of("0.00", "0.05", "0.10", "0.15", "0.20"),
        ticks.values().stream().map(ticks::label).toList());
  }

  @Test
  void powersOfTen() {
    Ticks ticks = Ticks.decades(DoubleStream.of(0.02, 30));

    assertEquals(List.of(0.01, 0.1, 1.0, 10.0, 100.0), ticks.values());
    assertEquals(List.of(1.0, 10.0), Ticks.decades(DoubleStream.of(1, 1)).values());
  }

  @Test
  void anythingGivesAnAxisThatHoldsIt() {
    long seed = 20261125;
    Random random = new Random(seed);
    for (int trial = 0; trial < 2000; trial++) {
      double scale = Math.pow(10, random.nextInt(9) - 5);
      double[] values = random.doubles(random.nextInt(4)).map(v -> scale * (v - 0.5)).toArray();
      for (Ticks ticks :
          List.of(
              Ticks.over(DoubleStream.of(values), 4), Ticks.within(DoubleStream.of(values), 4))) {
        String message = "seed " + seed + ", trial " + trial + ": " + ticks;
        assertTrue(ticks.low() < ticks.high(), message);
        assertTrue(ticks.values().size() >= 2 && ticks.values().size() <= 9, message);
        assertEquals(
            ticks.values().size(),
            ticks.values().stream().map(ticks::label).distinct().count(),
            message);
        for (double value : values) {
          assertTrue(value >= ticks.low() - 1e-12 && value <= ticks.high() + 1e-12, message);
        }
        for (double tick : ticks.values()) {
          assertTrue(tick >= ticks.low() - 1e-12 && tick <= ticks.high() + 1e-12, message);
        }
      }
    }
  }
}
