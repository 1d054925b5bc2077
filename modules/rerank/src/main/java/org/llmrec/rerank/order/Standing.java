package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where items stand.
 *
 * @param order all of them, the best first
 * @param points by item, the more the better; NaN for one that was not judged. Of strategies that
 *     give places and no points, the number of places from here to the end
 * @param halted why the strategy was not carried to its end; empty if it was
 */
public record Standing(List<Integer> order, List<Double> points, Optional<HaltedException> halted) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the order is not one of the items from 0 on
   */
  public Standing {
    order = List.copyOf(order);
    points = List.copyOf(points);
    List<Integer> sorted = new ArrayList<>(order);
    Collections.sort(sorted);
    if (points.size() != order.size()
        || !sorted.equals(IntStream.range(0, order.size()).boxed().toList())) {
      throw new IllegalArgumentException(
          "expected an order of " + points.size() + " items, found " + order);
    }
  }

  /** By points, equal ones in their given order; one without points stays in its place. */
  static Standing byPoints(List<Double> points, Optional<HaltedException> halted) {
    List<Integer> judged =
        IntStream.range(0, points.size()).filter(i -> !points.get(i).isNaN()).boxed().toList();
    List<Integer> best = new ArrayList<>(judged);
    best.sort(Comparator.comparingDouble(i -> -points.get(i)));
    List<Integer> order = new ArrayList<>(given(points.size()));
    for (int p = 0; p < judged.size(); p++) {
      order.set(judged.get(p), best.get(p));
    }
    return new Standing(order, points, halted);
  }

  /** By places. */
  static Standing byPlaces(List<Integer> order, Optional<HaltedException> halted) {
    List<Double> points = new ArrayList<>(Collections.nCopies(order.size(), Double.NaN));
    for (int place = 0; place < order.size(); place++) {
      points.set(order.get(place), (double) (order.size() - place));
    }
    return new Standing(order, points, halted);
  }

  /** The given order of {@code n} items. */
  static List<Integer> given(int n) {
    return IntStream.range(0, n).boxed().toList();
  }
}
