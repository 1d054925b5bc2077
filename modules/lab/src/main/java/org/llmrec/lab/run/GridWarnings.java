package org.llmrec.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.llmrec.lab.experiment.Grid;

/** What to know of a choice from a grid. */
final class GridWarnings {
  private GridWarnings() {}

  /**
   * Says where the budget cut the grid, and where a chosen number lies at the edge of its axis.
   *
   * @param axes as written
   * @param chosen numbers of the chosen points
   */
  static List<String> of(Grid grid, Map<String, List<Object>> axes, List<Integer> chosen) {
    List<String> warnings = new ArrayList<>();
    if (grid.cut()) {
      warnings.add(
          "The budget let "
              + grid.points().size()
              + " of the grid's "
              + grid.size()
              + " combinations be tried.");
    }
    for (Map.Entry<String, List<Object>> axis : axes.entrySet()) {
      chosen.stream()
          .map(point -> grid.points().get(point).get(axis.getKey()))
          .distinct()
          .forEach(value -> edge(axis.getKey(), value, axis.getValue(), warnings));
    }
    return warnings;
  }

  private static void edge(String name, Object chosen, List<Object> values, List<String> warnings) {
    if (!values.stream().allMatch(Number.class::isInstance)) {
      return;
    }
    double value = ((Number) chosen).doubleValue();
    double least = numbers(values).min().orElseThrow();
    double most = numbers(values).max().orElseThrow();
    if (least < most && (value == least || value == most)) {
      warnings.add(
          "The chosen "
              + name
              + " = "
              + chosen
              + " is the "
              + (value == least ? "lowest" : "highest")
              + " of its grid "
              + values
              + ": a wider grid may do better.");
    }
  }

  private static DoubleStream numbers(List<Object> values) {
    return values.stream().mapToDouble(value -> ((Number) value).doubleValue());
  }
}
