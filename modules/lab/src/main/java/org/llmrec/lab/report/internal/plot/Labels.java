package org.llmrec.lab.report.internal.plot;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Keeps labels beside their lines without covering each other. */
final class Labels {
  private Labels() {}

  /**
   * Places as near to the wanted ones as order and distance allow.
   *
   * @param wanted where each label would stand
   * @param gap between two neighbours at least
   * @param top none stands above
   * @param bottom none stands below, as long as there is room for all
   */
  static double[] spread(double[] wanted, double gap, double top, double bottom) {
    int[] order =
        IntStream.range(0, wanted.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> wanted[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] placed = new double[wanted.length];
    double next = top;
    for (int i : order) {
      placed[i] = Math.max(wanted[i], next);
      next = placed[i] + gap;
    }
    double last = bottom;
    for (int o = order.length - 1; o >= 0; o--) {
      placed[order[o]] = Math.min(placed[order[o]], last);
      last = placed[order[o]] - gap;
    }
    return placed;
  }
}
