package org.llmrec.lab.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The settings that a model tries: every combination of a grid's values in the written order, the
 * last key changing fastest, or a seeded sample of them where the budget is smaller.
 *
 * @param points what is tried, fixed settings included, in order; at least one
 * @param size how many combinations there are in all
 */
public record Grid(List<Map<String, Object>> points, long size) {
  private static final long LARGEST = 1_000_000;

  /** Copies the list. */
  public Grid {
    points = List.copyOf(points);
  }

  /** Whether the budget left combinations out. */
  public boolean cut() {
    return points.size() < size;
  }

  /**
   * Combines. A sample always holds the combination of the {@code defaults}, where the grid has it,
   * as the first; the others keep the written order.
   *
   * @param settings fixed ones
   * @param axes per setting the values to try
   * @param defaults what a method takes when nothing is said, by setting
   * @param trials the budget, at least 1
   * @param seed of the sample
   * @throws IllegalArgumentException if there are more than a million combinations
   */
  public static Grid of(
      Map<String, Object> settings,
      Map<String, List<Object>> axes,
      Map<String, Object> defaults,
      int trials,
      long seed) {
    long size = 1;
    for (List<Object> values : axes.values()) {
      size = size * values.size();
      if (size > LARGEST) {
        throw new IllegalArgumentException(
            "expected a grid of at most " + LARGEST + " combinations, found more");
      }
    }
    int[] chosen =
        size <= trials
            ? all((int) size)
            : sample((int) size, trials, place(axes, defaults), new SplittableRandom(seed));
    List<Map<String, Object>> points = new ArrayList<>();
    for (int number : chosen) {
      Map<String, Object> point = new LinkedHashMap<>(settings);
      point.putAll(point(axes, number));
      points.add(point);
    }
    return new Grid(points, size);
  }

  private static int[] all(int size) {
    int[] numbers = new int[size];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  /** The first {@code trials} of a shuffle, in ascending order, the given one before all. */
  private static int[] sample(int size, int trials, int first, SplittableRandom random) {
    int[] numbers = all(size);
    for (int i = 0; i < trials; i++) {
      int j = i == 0 && first >= 0 ? first : i + random.nextInt(size - i);
      int swap = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = swap;
    }
    Arrays.sort(numbers, first >= 0 ? 1 : 0, trials);
    return Arrays.copyOf(numbers, trials);
  }

  private static Map<String, Object> point(Map<String, List<Object>> axes, int number) {
    List<String> keys = new ArrayList<>(axes.keySet());
    Object[] values = new Object[keys.size()];
    int rest = number;
    for (int k = keys.size() - 1; k >= 0; k--) {
      List<Object> axis = axes.get(keys.get(k));
      values[k] = axis.get(rest % axis.size());
      rest /= axis.size();
    }
    Map<String, Object> point = new LinkedHashMap<>();
    for (int k = 0; k < values.length; k++) {
      point.put(keys.get(k), values[k]);
    }
    return point;
  }

  /** The number of the combination of the defaults, or -1. */
  private static int place(Map<String, List<Object>> axes, Map<String, Object> defaults) {
    int number = 0;
    for (Map.Entry<String, List<Object>> axis : axes.entrySet()) {
      int at = indexOf(axis.getValue(), defaults.get(axis.getKey()));
      if (at < 0) {
        return -1;
      }
      number = number * axis.getValue().size() + at;
    }
    return number;
  }

  private static int indexOf(List<Object> values, Object wanted) {
    for (int i = 0; i < values.size(); i++) {
      if (same(values.get(i), wanted)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether two settings are the same; 100 and 100.0 are. */
  public static boolean same(Object a, Object b) {
    return a instanceof Number m && b instanceof Number n
        ? m.doubleValue() == n.doubleValue()
        : a != null && a.equals(b);
  }
}
