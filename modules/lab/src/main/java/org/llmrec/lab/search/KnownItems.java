package org.llmrec.lab.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.llmrec.core.Item;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.table.Ids;
import org.llmrec.lab.arm.ArmTexts;

/**
 * Makes up queries of people who look for an item that they know (Azzopardi, de Rijke and Balog,
 * "Building simulated queries for known-item topics", SIGIR 2007): an item is drawn, then words of
 * its texts, the rarer the likelier, and the item is the one answer. Items are drawn as often as
 * they were liked (and once more), for what people know is what they look for.
 */
final class KnownItems {
  private static final int MOST_WORDS = 4;
  private static final int SHORTEST_WORD = 3;

  private final Ids items;
  private final Map<Integer, List<String>> words = new TreeMap<>();
  private final Map<String, Integer> holders = new HashMap<>();

  /** Over the texts of an arm. */
  KnownItems(ArmTexts texts, Ids items) {
    this.items = items;
    Map<String, Set<String>> byItem = new HashMap<>();
    for (Item item : texts.items()) {
      add(byItem, item.id(), item.title());
    }
    texts
        .fields()
        .values()
        .forEach(field -> field.forEach((item, text) -> add(byItem, item, text)));
    byItem.forEach(
        (id, own) -> {
          if (items.contains(id) && !own.isEmpty()) {
            words.put(items.indexOf(id), List.copyOf(own));
            own.forEach(word -> holders.merge(word, 1, Integer::sum));
          }
        });
  }

  private static void add(Map<String, Set<String>> byItem, String item, String text) {
    Set<String> own = byItem.computeIfAbsent(item, absent -> new LinkedHashSet<>());
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
      if (word.length() >= SHORTEST_WORD) {
        own.add(word);
      }
    }
  }

  /**
   * Draws queries.
   *
   * @param counts how often each item was liked, {@code [items]}
   * @return fewer than {@code n} where the texts have not enough to say
   */
  List<JudgedQuery> draw(int n, int[] counts, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] numbers = words.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] sums = new double[numbers.length];
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += 1 + counts[numbers[i]];
      sums[i] = sum;
    }
    List<JudgedQuery> queries = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    for (int tries = 0; tries < 2 * n && queries.size() < n && numbers.length > 0; tries++) {
      int item = numbers[at(sums, random.nextDouble(sum))];
      String text =
          String.join(" ", words(words.get(item), 1 + random.nextInt(MOST_WORDS), random));
      if (asked.add(text)) {
        TreeMap<String, Integer> judged = new TreeMap<>(Map.of(items.get(item), 1));
        queries.add(new JudgedQuery("known-" + queries.size(), text, judged));
      }
    }
    return queries;
  }

  /** Different words, in the order in which they are drawn. */
  private Collection<String> words(List<String> own, int count, SplittableRandom random) {
    double[] sums = new double[own.size()];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += Math.log(1 + (double) words.size() / holders.get(own.get(i)));
      sums[i] = sum;
    }
    Set<String> drawn = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      drawn.add(own.get(at(sums, random.nextDouble(sum))));
    }
    return drawn;
  }

  private static int at(double[] sums, double drawn) {
    int found = Arrays.binarySearch(sums, drawn);
    return found >= 0 ? Math.min(found + 1, sums.length - 1) : -found - 1;
  }
}
