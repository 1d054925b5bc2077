package org.llmrec.lab.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlaceboTest {
  private static final List<String> PROMPTS = List.of("p", "q", "r");

  @Test
  void answersAreDealtOutWholeAndNobodyHasHisOwn() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Map<String, List<String>> holders = holders(random, 1 + random.nextInt(20));
      Map<String, Map<String, String>> donors = Placebo.donors(holders, seed);
      for (String prompt : holders.keySet()) {
        Set<String> items = new HashSet<>(holders.get(prompt));
        String where = prompt + ", seed " + seed;
        assertEquals(items, donors.get(prompt).keySet(), where);
        assertEquals(items, new HashSet<>(donors.get(prompt).values()), where);
        if (items.size() > 1) {
          donors.get(prompt).forEach((item, donor) -> assertNotEquals(item, donor, where));
        }
      }
    }
  }

  /** Items by their own random choice of prompts; few items, so that some are alone in theirs. */
  private static Map<String, List<String>> holders(Random random, int items) {
    Map<String, List<String>> holders = new LinkedHashMap<>();
    for (String prompt : PROMPTS) {
      holders.put(prompt, new ArrayList<>());
    }
    for (int i = 0; i < items; i++) {
      for (String prompt : PROMPTS) {
        if (random.nextInt(3) > 0) {
          holders.get(prompt).add("i" + i);
        }
      }
    }
    return holders;
  }

  @Test
  void aWholeSetMovesTogetherWhereSetsAreAlike() {
    List<String> some = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add("i" + i);
      if (i % 2 == 0) {
        some.add("i" + i);
      }
    }
    Map<String, Map<String, String>> donors =
        Placebo.donors(Map.of("p", all, "q", all, "r", some), 5);
    assertEquals(donors.get("p"), donors.get("q"));
    some.forEach(item -> assertEquals(donors.get("p").get(item), donors.get("r").get(item)));
  }

  @Test
  void twoItemsChangePlacesThoughTheirSetsDiffer() {
    assertEquals(
        Map.of("p", Map.of("a", "b", "b", "a"), "q", Map.of("a", "a")),
        Placebo.donors(Map.of("p", List.of("a", "b"), "q", List.of("a")), 1));
  }

  @Test
  void theSeedDecidesAndTheOrderOfItemsDoesNot() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      items.add("i" + i);
    }
    Map<String, Map<String, String>> first = Placebo.donors(Map.of("p", items), 1);
    List<String> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, new Random(9));
    assertEquals(first, Placebo.donors(Map.of("p", shuffled), 1));
    assertNotEquals(first, Placebo.donors(Map.of("p", items), 2));
    assertEquals(100, new TreeSet<>(first.get("p").values()).size());
  }
}
