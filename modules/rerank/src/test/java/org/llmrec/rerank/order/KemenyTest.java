package org.llmrec.rerank.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KemenyTest {
  private static final long SEED = 20_261_128;

  /** Pairs that an order has the other way round than the orders, over all of them. */
  private static long turned(List<Integer> centre, List<List<Integer>> orders) {
    long turned = 0;
    for (List<Integer> order : orders) {
      for (int i = 0; i < order.size(); i++) {
        for (int j = i + 1; j < order.size(); j++) {
          if (centre.indexOf(order.get(i)) > centre.indexOf(order.get(j))) {
            turned++;
          }
        }
      }
    }
    return turned;
  }

  private static List<List<Integer>> permutations(int n) {
    if (n == 0) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (List<Integer> shorter : permutations(n - 1)) {
      for (int at = 0; at < n; at++) {
        List<Integer> longer = new ArrayList<>(shorter);
        longer.add(at, n - 1);
        all.add(longer);
      }
    }
    return all;
  }

  private static List<List<Integer>> orders(SplittableRandom random, int n, int count) {
    List<List<Integer>> orders = new ArrayList<>();
    for (int o = 0; o < count; o++) {
      List<Integer> order = new ArrayList<>(Standing.given(n));
      Collections.shuffle(order, random);
      orders.add(order);
    }
    return orders;
  }

  @Test
  void noPermutationIsNearer() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 40; round++) {
      int n = random.nextInt(1, 7);
      List<List<Integer>> orders = orders(random, n, random.nextInt(1, 6));
      long best = permutations(n).stream().mapToLong(p -> turned(p, orders)).min().orElseThrow();
      assertEquals(
          best, turned(Kemeny.centre(orders), orders), "seed " + SEED + ", round " + round);
    }
  }

  @Test
  void ofManyItemsNoMoveOfOneIsNearer() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 10; round++) {
      List<List<Integer>> orders = orders(random, Kemeny.EXACT + 8, 5);
      List<Integer> centre = Kemeny.centre(orders);
      long turned = turned(centre, orders);
      for (int from = 0; from < centre.size(); from++) {
        for (int to = 0; to < centre.size(); to++) {
          List<Integer> moved = new ArrayList<>(centre);
          moved.add(to, moved.remove(from));
          assertTrue(turned(moved, orders) >= turned, "seed " + SEED + ", round " + round);
        }
      }
    }
  }

  @Test
  void oneOrderIsItsOwnCentre() {
    List<Integer> order = List.of(3, 1, 0, 2);
    assertEquals(order, Kemeny.centre(List.of(order, order, order)));
  }
}
