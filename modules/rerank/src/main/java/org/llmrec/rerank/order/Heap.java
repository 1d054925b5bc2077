package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A heap whose nodes have several children, from which the best items are taken one by one. With
 * two children and a judge of pairs it is the heapsort of 2306.17563; with more and a judge of sets
 * the setwise heapsort of Zhuang et al., "A Setwise Approach for Effective and Highly Efficient
 * Zero-shot Ranking with Large Language Models" (2310.09497), section 3.
 */
public final class Heap {
  /** Which of a node and its children is the best: its place among them, the node's being 0. */
  @FunctionalInterface
  private interface Best {
    int of(List<Integer> family) throws HaltedException, InterruptedException;
  }

  private final List<Integer> nodes;
  private final int children;
  private final Best best;

  private Heap(int n, int children, Best best) {
    nodes = new ArrayList<>(Standing.given(n));
    this.children = children;
    this.best = best;
  }

  /**
   * Orders by comparisons of two. Who is better is decided by the judge and, where it does not
   * tell, by the given order; else a judge who never tells would turn the list round.
   *
   * @param n how many items
   * @param k how many of the first places are wanted; the others stay in their given order
   */
  public static Standing ofPairs(int n, int k, PairJudge judge) throws InterruptedException {
    return new Heap(n, 2, family -> bestOfPairs(family, judge)).take(k);
  }

  private static int bestOfPairs(List<Integer> family, PairJudge judge)
      throws HaltedException, InterruptedException {
    int child = family.size() > 2 && better(family.get(2), family.get(1), judge) ? 2 : 1;
    return better(family.get(child), family.get(0), judge) ? child : 0;
  }

  private static boolean better(int one, int other, PairJudge judge)
      throws HaltedException, InterruptedException {
    return switch (judge.compare(one, other)) {
      case FIRST -> true;
      case SECOND -> false;
      case TIE -> one < other;
    };
  }

  /**
   * Orders by choices of one from several. A choice that nobody can make goes to the earliest in
   * the given order. The authors' code leaves the node where it is, which turns the list round
   * where no answer is ever of use.
   *
   * @param n how many items
   * @param k how many of the first places are wanted; the others stay in their given order
   * @param shown how many are shown at once, 2 or more: a node and its children
   */
  public static Standing ofSets(int n, int k, int shown, SetJudge judge)
      throws InterruptedException {
    return new Heap(n, shown - 1, family -> judge.best(family).orElseGet(() -> earliest(family)))
        .take(k);
  }

  private static int earliest(List<Integer> family) {
    return family.indexOf(Collections.min(family));
  }

  private Standing take(int k) throws InterruptedException {
    List<Integer> taken = new ArrayList<>();
    try {
      for (int node = nodes.size() - 1; node >= 0; node--) {
        sink(node);
      }
      while (taken.size() < k && !nodes.isEmpty()) {
        taken.add(nodes.getFirst());
        int last = nodes.removeLast();
        if (!nodes.isEmpty()) {
          nodes.set(0, last);
          // Who is taken last needs no place among those who stay.
          if (taken.size() < k) {
            sink(0);
          }
        }
      }
    } catch (HaltedException e) {
      return Places.halted(withRest(taken), !taken.isEmpty(), e);
    }
    return Standing.byPlaces(withRest(taken), Optional.empty());
  }

  private void sink(int from) throws HaltedException, InterruptedException {
    int node = from;
    while (node * children + 1 < nodes.size()) {
      int first = node * children + 1;
      List<Integer> family =
          Stream.concat(
                  Stream.of(nodes.get(node)),
                  nodes.subList(first, Math.min(nodes.size(), first + children)).stream())
              .toList();
      int choice = best.of(family);
      if (choice == 0) {
        return;
      }
      Collections.swap(nodes, node, first + choice - 1);
      node = first + choice - 1;
    }
  }

  private List<Integer> withRest(List<Integer> taken) {
    return Stream.concat(taken.stream(), nodes.stream().sorted()).toList();
  }
}
