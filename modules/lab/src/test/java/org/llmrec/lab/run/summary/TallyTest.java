package org.llmrec.lab.run.summary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrec.lab.result.Figure;

class TallyTest {
  @Test
  void aFigureIsTheMeanOfTheSeedsMeansAndItsIntervalIsOverUnits() {
    Tally tally = new Tally(2, 3, 2);
    tally.add(0, 0, new double[] {1.0, 0});
    tally.add(0, 1, new double[] {0.0, 0});
    tally.add(1, 0, new double[] {0.5, 0});
    tally.add(1, 1, new double[] {0.5, 0});
    Figure figure = tally.figures(List.of("a")).get("a");
    assertEquals(List.of(0.5, 0.5), figure.bySeed());
    assertEquals(0.5, figure.mean());
    assertEquals(0, figure.sd());
    assertArrayEquals(new double[] {0.75, 0.25}, tally.unitMeans(0));
    assertEquals(0.25, figure.low());
    assertEquals(0.75, figure.high());
    assertEquals(4, tally.cases());
    assertEquals(1, tally.figures(List.of("a")).size());
  }

  @Test
  void theSpreadIsThatOfASample() {
    Tally tally = new Tally(3, 1, 1);
    tally.add(0, 0, new double[] {1});
    tally.add(1, 0, new double[] {2});
    tally.add(2, 0, new double[] {3});
    assertEquals(1, tally.figures(List.of("a")).get("a").sd());
    Tally one = new Tally(1, 1, 1);
    one.add(0, 0, new double[] {1});
    assertTrue(Double.isNaN(one.figures(List.of("a")).get("a").sd()));
  }

  @Test
  void seedsAndUnitsWithoutACaseAreLeftOut() {
    Tally tally = new Tally(2, 5, 1);
    tally.add(1, 3, new double[] {0.25});
    assertEquals(List.of(0.25), tally.figures(List.of("a")).get("a").bySeed());
    assertArrayEquals(new double[] {0.25}, tally.unitMeans(0));
    assertTrue(new Tally(1, 1, 1).figures(List.of("a")).isEmpty());
  }
}
