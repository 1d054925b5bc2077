package org.llmrec.data.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.Item;

/**
 * What readers can have a taste for, numbered in the order of first sight.
 *
 * @param categories per item, the numbers of its categories
 * @param creator per item, the number of its author or director, -1 where the catalogue names none
 * @param categoryCount how many categories there are
 * @param creatorCount how many creators there are
 */
record Traits(int[][] categories, int[] creator, int categoryCount, int creatorCount) {
  private static final List<String> CREATOR_ATTRIBUTES = List.of("author", "director", "brand");

  static Traits of(List<Item> items) {
    Map<String, Integer> categories = new LinkedHashMap<>();
    Map<String, Integer> creators = new LinkedHashMap<>();
    List<int[]> itemCategories = new ArrayList<>();
    int[] itemCreator = new int[items.size()];
    for (int i = 0; i < itemCreator.length; i++) {
      Item item = items.get(i);
      itemCategories.add(
          item.categories().stream()
              .mapToInt(c -> categories.computeIfAbsent(c, unused -> categories.size()))
              .toArray());
      itemCreator[i] = -1;
      for (String attribute : CREATOR_ATTRIBUTES) {
        String name = item.attributes().get(attribute);
        if (name != null && !name.isBlank()) {
          itemCreator[i] = creators.computeIfAbsent(name, unused -> creators.size());
          break;
        }
      }
    }
    return new Traits(
        itemCategories.toArray(int[][]::new), itemCreator, categories.size(), creators.size());
  }
}
