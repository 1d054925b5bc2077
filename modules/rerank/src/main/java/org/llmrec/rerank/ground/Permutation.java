package org.llmrec.rerank.ground;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An order of all items, made of what a model said of them, however little that is. Immutable.
 *
 * @param order the places 0 to n - 1 of the given list, each once, the best first
 * @param missing how many were not said and follow in the given order
 * @param duplicates how many were said again and dropped
 * @param outOfRange how many were said that are no places and dropped
 */
public record Permutation(List<Integer> order, int missing, int duplicates, int outOfRange) {
  /**
   * Copies the list and holds it to be a permutation.
   *
   * @throws IllegalArgumentException if a place is missing or twice, or a count is negative
   */
  public Permutation {
    order = List.copyOf(order);
    Set<Integer> places = new HashSet<>(order);
    for (int place : order) {
      if (place < 0 || place >= order.size() || places.size() != order.size()) {
        throw new IllegalArgumentException(
            "permutation: expected each place from 0 to "
                + (order.size() - 1)
                + " once, found "
                + order);
      }
    }
    if (missing < 0 || duplicates < 0 || outOfRange < 0) {
      throw new IllegalArgumentException("permutation: expected counts from 0 on");
    }
  }

  /**
   * What was said first, each place at its first mention; what was not said follows as it was
   * given.
   *
   * @param said places in the order in which they were named; any numbers
   * @param n how many items there are, 0 or more
   */
  public static Permutation complete(List<Integer> said, int n) {
    boolean[] seen = new boolean[n];
    List<Integer> order = new ArrayList<>(n);
    int duplicates = 0;
    int outOfRange = 0;
    for (int place : said) {
      if (place < 0 || place >= n) {
        outOfRange++;
      } else if (seen[place]) {
        duplicates++;
      } else {
        seen[place] = true;
        order.add(place);
      }
    }
    int missing = n - order.size();
    for (int place = 0; place < n; place++) {
      if (!seen[place]) {
        order.add(place);
      }
    }
    return new Permutation(order, missing, duplicates, outOfRange);
  }

  /** Whether the model itself said every place once and nothing else. */
  public boolean whole() {
    return missing == 0 && duplicates == 0 && outOfRange == 0;
  }
}
