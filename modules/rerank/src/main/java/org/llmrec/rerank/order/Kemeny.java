package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The order nearest to several orders: that which turns the fewest of their pairs round (Kemeny,
 * "Mathematics without Numbers", 1959; as the centre of shuffled answers in Tang et al., "Found in
 * the Middle: Permutation Self-Consistency", 2310.07712, section 3). Exact up to {@value #EXACT}
 * items; above, what no move of a single item betters, from the order of mean places.
 */
public final class Kemeny {
  /** Subsets of so many items fit into memory and a few milliseconds. */
  static final int EXACT = 12;

  private Kemeny() {}

  /**
   * The centre.
   *
   * @param orders one or more, each of the same items from 0 on, the best first
   * @return of several nearest ones, that with the earlier items first
   */
  public static List<Integer> centre(List<List<Integer>> orders) {
    int n = orders.getFirst().size();
    int[][] before = before(orders, n);
    return n <= EXACT ? exact(before) : moved(byMeanPlace(orders, n), before);
  }

  /** How many orders have i before j. */
  private static int[][] before(List<List<Integer>> orders, int n) {
    int[][] before = new int[n][n];
    for (List<Integer> order : orders) {
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          before[order.get(i)][order.get(j)]++;
        }
      }
    }
    return before;
  }

  /** The cheapest order of each set of items that come last, from smaller sets. */
  private static List<Integer> exact(int[][] before) {
    int n = before.length;
    int[] cost = new int[1 << n];
    int[] first = new int[1 << n];
    for (int set = 1; set < cost.length; set++) {
      cost[set] = Integer.MAX_VALUE;
      for (int i = 0; i < n; i++) {
        int rest = set & ~(1 << i);
        if (rest == set) {
          continue;
        }
        int turned = cost[rest];
        for (int j = 0; j < n; j++) {
          turned += (rest >> j & 1) * before[j][i];
        }
        if (turned < cost[set]) {
          cost[set] = turned;
          first[set] = i;
        }
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int set = cost.length - 1; set > 0; set &= ~(1 << first[set])) {
      order.add(first[set]);
    }
    return order;
  }

  private static List<Integer> byMeanPlace(List<List<Integer>> orders, int n) {
    long[] places = new long[n];
    for (List<Integer> order : orders) {
      for (int p = 0; p < n; p++) {
        places[order.get(p)] += p;
      }
    }
    List<Integer> items = new ArrayList<>(Standing.given(n));
    items.sort((i, j) -> Long.compare(places[i], places[j]));
    return items;
  }

  private static List<Integer> moved(List<Integer> start, int[][] before) {
    int[] order = start.stream().mapToInt(i -> i).toArray();
    boolean better = true;
    while (better) {
      better = false;
      for (int from = 0; from < order.length; from++) {
        int to = bestPlace(order, from, before);
        if (to != from) {
          move(order, from, to);
          better = true;
        }
      }
    }
    return Arrays.stream(order).boxed().toList();
  }

  private static int bestPlace(int[] order, int from, int[][] before) {
    int item = order[from];
    int best = from;
    int bestGain = 0;
    int gain = 0;
    for (int p = from - 1; p >= 0; p--) {
      gain += before[item][order[p]] - before[order[p]][item];
      if (gain > bestGain) {
        bestGain = gain;
        best = p;
      }
    }
    gain = 0;
    for (int p = from + 1; p < order.length; p++) {
      gain += before[order[p]][item] - before[item][order[p]];
      if (gain > bestGain) {
        bestGain = gain;
        best = p;
      }
    }
    return best;
  }

  private static void move(int[] order, int from, int to) {
    int item = order[from];
    if (to < from) {
      System.arraycopy(order, to, order, to + 1, from - to);
    } else {
      System.arraycopy(order, from + 1, order, from, to - from);
    }
    order[to] = item;
  }
}
