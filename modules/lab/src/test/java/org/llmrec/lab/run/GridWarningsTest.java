package org.llmrec.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrec.lab.experiment.Grid;

class GridWarningsTest {
  @Test
  void onlyNumbersAtTheEdgeOfTheirAxisAreNamed() {
    Map<String, List<Object>> axes = new LinkedHashMap<>();
    axes.put("lambda", List.of(100L, 10L, 30.5));
    axes.put("loss", List.of("full", "sampled"));
    axes.put("dims", List.of(64L));
    Grid grid = Grid.of(Map.of(), axes, Map.of(), 100, 1);
    // Points in the written order: lambda 100, 100, 10, 10, 30.5, 30.5.
    assertEquals(
        List.of(
            "The chosen lambda = 100 is the highest of its grid [100, 10, 30.5]: a wider grid may"
                + " do better."),
        GridWarnings.of(grid, axes, List.of(1)));
    assertEquals(
        List.of(
            "The chosen lambda = 10 is the lowest of its grid [100, 10, 30.5]: a wider grid may do"
                + " better."),
        GridWarnings.of(grid, axes, List.of(2, 3)));
    assertEquals(List.of(), GridWarnings.of(grid, axes, List.of(4, 5)));
    assertEquals(2, GridWarnings.of(grid, axes, List.of(0, 2)).size());
    assertEquals(List.of(), GridWarnings.of(grid, axes, List.of()));
  }
}
