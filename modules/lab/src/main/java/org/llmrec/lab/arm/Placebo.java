package org.llmrec.lab.arm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Deals answers out anew. What remains equal is all that a ranker could gain from text that has
 * nothing to do with the item: the answers themselves, their number, their length, and which item
 * has one at all.
 *
 * <p>Items that have answers to the same prompts pass their whole sets round in one circle of
 * random order, so an item's answers still agree with each other. An item whose set of prompts no
 * other item has is let into the circle of each of its prompts by itself. Nobody gets his own, but
 * where a prompt has one answer in all.
 */
final class Placebo {
  private Placebo() {}

  /**
   * Who gets whose answer.
   *
   * @param holders per prompt the items that have an answer; their order does not count
   * @return per prompt, for each of its items the item whose answer it gets
   */
  static Map<String, Map<String, String>> donors(
      Map<String, ? extends Collection<String>> holders, long seed) {
    // Sorted throughout: neither the catalogue's order nor a hash may decide who gets what.
    SortedMap<String, Set<String>> promptsOf = new TreeMap<>();
    holders.forEach(
        (prompt, items) ->
            items.forEach(
                item -> promptsOf.computeIfAbsent(item, i -> new TreeSet<>()).add(prompt)));
    Map<Set<String>, List<String>> groups = new LinkedHashMap<>();
    promptsOf.forEach(
        (item, prompts) -> groups.computeIfAbsent(prompts, p -> new ArrayList<>()).add(item));

    Random random = new Random(seed);
    Map<String, Circle> circles = new TreeMap<>();
    holders.keySet().forEach(prompt -> circles.put(prompt, new Circle()));
    groups.forEach(
        (prompts, items) -> {
          if (items.size() > 1) {
            Collections.shuffle(items, random);
            prompts.forEach(prompt -> circles.get(prompt).close(items));
          }
        });
    groups.forEach(
        (prompts, items) -> {
          if (items.size() == 1) {
            prompts.forEach(prompt -> circles.get(prompt).admit(items.getFirst(), random));
          }
        });
    Map<String, Map<String, String>> donors = new LinkedHashMap<>();
    circles.forEach((prompt, circle) -> donors.put(prompt, circle.donors));
    return donors;
  }

  /** One prompt's items and from whom each of them gets: one circle or several. */
  private static final class Circle {
    private final List<String> items = new ArrayList<>();
    private final Map<String, String> donors = new HashMap<>();

    /** A circle of its own, of at least two. */
    void close(List<String> all) {
      for (int i = 0; i < all.size(); i++) {
        donors.put(all.get(i), all.get((i + 1) % all.size()));
      }
      items.addAll(all);
    }

    /** Puts one more between somebody and the one he gets from. */
    void admit(String item, Random random) {
      if (items.isEmpty()) {
        donors.put(item, item);
      } else {
        String neighbour = items.get(random.nextInt(items.size()));
        donors.put(item, donors.get(neighbour));
        donors.put(neighbour, item);
      }
      items.add(item);
    }
  }
}
