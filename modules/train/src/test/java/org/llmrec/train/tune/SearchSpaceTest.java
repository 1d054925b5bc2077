package org.llmrec.train.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;

class SearchSpaceTest {
  private static final SearchSpace SPACE =
      new SearchSpace(
          Map.of(
              "log", new Range.LogUniform(1e-4, 1),
              "flat", new Range.Uniform(-2, 3),
              "whole", new Range.Whole(-1, 2),
              "choice", Range.Choice.of(true, "b", 7)));

  @Test
  void drawsLieInTheirRangesAndFillThemEvenly() {
    SplittableRandom random = new SplittableRandom(5);
    int low = 0;
    double sum = 0;
    Set<Object> wholes = new HashSet<>();
    Set<Object> choices = new HashSet<>();
    int draws = 4_000;
    for (int i = 0; i < draws; i++) {
      double log = (double) SPACE.ranges().get("log").draw(random);
      assertTrue(log >= 1e-4 && log <= 1);
      low += log < 1e-2 ? 1 : 0;
      double flat = (double) SPACE.ranges().get("flat").draw(random);
      assertTrue(flat >= -2 && flat < 3);
      sum += flat;
      wholes.add(SPACE.ranges().get("whole").draw(random));
      choices.add(SPACE.ranges().get("choice").draw(random));
    }
    // Half of the orders of magnitude lie below 1e-2; five standard deviations of leeway.
    assertEquals(0.5, (double) low / draws, 0.04);
    assertEquals(0.5, sum / draws, 0.12);
    assertEquals(Set.of(-1, 0, 1, 2), wholes);
    assertEquals(Set.of(true, "b", 7), choices);
  }

  @Test
  void aTrialDependsOnSeedAndNumberAlone() {
    assertEquals(SPACE.draw(1, 5), SPACE.draw(1, 5));
    assertNotEquals(SPACE.draw(1, 5), SPACE.draw(1, 6));
    assertNotEquals(SPACE.draw(1, 5), SPACE.draw(2, 5));
    Set<Object> seen = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      for (int trial = 1; trial <= 20; trial++) {
        seen.add(SPACE.draw(seed, trial));
      }
    }
    assertEquals(400, seen.size(), "neighbouring seeds share no trial");
  }

  @Test
  void emptyRangesAreRefused() {
    assertThrows(ConfigException.class, () -> new Range.LogUniform(0, 1));
    assertThrows(ConfigException.class, () -> new Range.LogUniform(1, 1));
    assertThrows(ConfigException.class, () -> new Range.Uniform(2, Double.NaN));
    assertThrows(ConfigException.class, () -> new Range.Whole(2, 1));
    assertThrows(ConfigException.class, () -> new Range.Choice(List.of()));
    assertThrows(ConfigException.class, () -> new SearchSpace(Map.of()));
  }
}
