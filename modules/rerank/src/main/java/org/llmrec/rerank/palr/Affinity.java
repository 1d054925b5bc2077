package org.llmrec.rerank.palr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.llmrec.data.neighbour.CoEngagement;
import org.llmrec.rerank.history.TrainingHistories;

/**
 * Which items lie near to some others: three steps away from a user in the graph of users and items
 * (the user's items, who else met these, what else those met), and of the same keywords. Knows only
 * items that somebody met in training. For one thread.
 */
final class Affinity {
  private static final int NEAREST = 50;

  private final CoEngagement shared;
  private final List<List<String>> keywords = new ArrayList<>();
  private final Map<String, List<Integer>> items = new TreeMap<>();
  private final List<Integer> known = new ArrayList<>();

  Affinity(TrainingHistories histories) {
    shared = CoEngagement.of(histories.training());
    int[] popularity = histories.training().positives().popularity();
    for (int item = 0; item < popularity.length; item++) {
      List<String> words = popularity[item] > 0 ? histories.item(item).keywords() : List.of();
      keywords.add(words);
      if (popularity[item] > 0) {
        known.add(item);
      }
      for (String word : words) {
        items.computeIfAbsent(word, w -> new ArrayList<>()).add(item);
      }
    }
  }

  /** All items that somebody met. */
  List<Integer> known() {
    return known;
  }

  /**
   * Items that the same people met, by the sum of what each of the given has in common with them.
   */
  List<Integer> met(List<Integer> given) {
    Map<Integer, Double> sums = new HashMap<>();
    for (int item : given) {
      CoEngagement.Nearest nearest = shared.nearest(item, NEAREST);
      for (int i = 0; i < nearest.items().length; i++) {
        sums.merge(nearest.items()[i], (double) nearest.scores()[i], Double::sum);
      }
    }
    List<Integer> best = new ArrayList<>(new TreeMap<>(sums).keySet());
    best.sort((a, b) -> Double.compare(sums.get(b), sums.get(a)));
    return best;
  }

  /** Items that share a keyword with one of the given. */
  List<Integer> alike(List<Integer> given) {
    Set<Integer> alike = new LinkedHashSet<>();
    for (int item : given) {
      for (String word : keywords.get(item)) {
        alike.addAll(items.get(word));
      }
    }
    return List.copyOf(alike);
  }
}
