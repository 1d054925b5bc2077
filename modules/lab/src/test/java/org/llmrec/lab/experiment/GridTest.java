package org.llmrec.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final Map<String, List<Object>> AXES = new LinkedHashMap<>();

  static {
    AXES.put("b", List.of(1L, 2L, 3L));
    AXES.put("a", List.of("x", "y"));
  }

  @Test
  void allCombinationsComeInTheWrittenOrder() {
    Grid grid = Grid.of(Map.of("fixed", true), AXES, Map.of(), 6, 1);
    assertFalse(grid.cut());
    assertEquals(
        List.of(
            "{fixed=true, b=1, a=x}",
            "{fixed=true, b=1, a=y}",
            "{fixed=true, b=2, a=x}",
            "{fixed=true, b=2, a=y}",
            "{fixed=true, b=3, a=x}",
            "{fixed=true, b=3, a=y}"),
        grid.points().stream().map(Object::toString).toList());
  }

  @Test
  void withoutAxesThereIsOnePoint() {
    Grid grid = Grid.of(Map.of("fixed", 1L), Map.of(), Map.of("fixed", 1.0), 3, 1);
    assertEquals(List.of(Map.of("fixed", 1L)), grid.points());
  }

  @Test
  void aSmallBudgetKeepsTheDefaultsFirst() {
    for (long seed = 0; seed < 50; seed++) {
      Grid grid = Grid.of(Map.of(), AXES, Map.of("a", "y", "b", 3.0), 3, seed);
      assertTrue(grid.cut());
      assertEquals(3, grid.points().size());
      assertEquals(Map.of("b", 3L, "a", "y"), grid.points().get(0), "seed " + seed);
      assertEquals(3, grid.points().stream().distinct().count(), "seed " + seed);
    }
  }

  @Test
  void theSampleDependsOnTheSeedAlone() {
    List<Map<String, Object>> once = Grid.of(Map.of(), AXES, Map.of(), 2, 7).points();
    assertEquals(once, Grid.of(Map.of(), AXES, Map.of(), 2, 7).points());
    assertTrue(
        LongStream.range(0, 20)
                .mapToObj(seed -> Grid.of(Map.of(), AXES, Map.of(), 2, seed).points())
                .distinct()
                .count()
            > 3);
  }

  @Test
  void aGridBeyondAllMeasureIsRefused() {
    List<Object> thousand = LongStream.range(0, 1001).<Object>mapToObj(i -> i).toList();
    assertThrows(
        IllegalArgumentException.class,
        () -> Grid.of(Map.of(), Map.of("a", thousand, "b", thousand), Map.of(), 5, 1));
  }
}
