package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mistyped word finds. */
class TyposTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void theNearestFrequentWordsAreFoundAndNoOthers(long seed) {
    Random random = new Random(seed);
    List<String> titles =
        IntStream.range(0, 400).mapToObj(i -> word(random, 3 + random.nextInt(8))).toList();
    Map<String, Long> counts =
        titles.stream().collect(Collectors.groupingBy(t -> t, TreeMap::new, Collectors.counting()));
    try (CatalogueIndex index = Titles.index(folder, Language.NONE, titles)) {
      int corrected = 0;
      for (int round = 0; round < 500; round++) {
        String typed = slipped(random, titles.get(random.nextInt(titles.size())));
        List<String> meant = meant(typed, counts);
        List<Integer> expected =
            IntStream.range(0, titles.size())
                .filter(i -> meant.contains(titles.get(i)))
                .boxed()
                .toList();
        String label = "seed " + seed + " " + typed + " meant " + meant;
        assertEquals(expected, Titles.found(index, typed), label);
        corrected += meant.isEmpty() || meant.contains(typed) ? 0 : 1;
        int[] all = IntStream.range(0, titles.size()).toArray();
        List<List<String>> matched = index.matchedWords(typed, all);
        for (int i = 0; i < all.length; i++) {
          assertEquals(expected.contains(i) ? List.of(typed) : List.of(), matched.get(i), label);
        }
      }
      assertTrue(corrected > 50, "seed " + seed + ": " + corrected);
    }
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append("abc".charAt(random.nextInt(3)));
    }
    return word.toString();
  }

  private static String slipped(Random random, String word) {
    StringBuilder slipped = new StringBuilder(word);
    for (int i = random.nextInt(4); i > 0 && slipped.length() > 2; i--) {
      int at = random.nextInt(slipped.length() - 1);
      switch (random.nextInt(4)) {
        case 0 -> slipped.deleteCharAt(at);
        case 1 -> slipped.insert(at, "abcdé".charAt(random.nextInt(5)));
        case 2 -> slipped.setCharAt(at, "abcdß".charAt(random.nextInt(4)));
        default -> slipped.insert(at, slipped.charAt(at + 1)).deleteCharAt(at + 2);
      }
    }
    return slipped.toString().replace('é', 'e');
  }

  /** Said in the plainest way. */
  private static List<String> meant(String typed, Map<String, Long> counts) {
    if (counts.containsKey(typed)) {
      return List.of(typed);
    }
    int most = typed.length() < 4 ? 0 : typed.length() < 8 ? 1 : 2;
    for (int edits = 1; edits <= most; edits++) {
      List<String> near = new ArrayList<>();
      for (String word : counts.keySet()) {
        if (word.charAt(0) == typed.charAt(0)
            && distance(word.substring(1), typed.substring(1)) == edits) {
          near.add(word);
        }
      }
      if (!near.isEmpty()) {
        near.sort(Comparator.<String>comparingLong(w -> -counts.get(w)).thenComparing(w -> w));
        return near.subList(0, Math.min(3, near.size()));
      }
    }
    return List.of();
  }

  /** Optimal string alignment: Levenshtein, and neighbours in the wrong order are one edit. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  @Test
  void aSlipFindsTheFilmForLessThanTheWordItself() {
    try (CatalogueIndex index =
        Titles.index(
            folder,
            Language.ENGLISH,
            List.of("Toy Story", "Toy Soldiers", "Terminator 2", "Amélie", "A story of toys"))) {
      Hits typed = Titles.search(index, "terminator");
      Hits slipped = Titles.search(index, "Termniatr");
      assertArrayEquals(typed.ordinals(), slipped.ordinals());
      assertTrue(slipped.score(0) < typed.score(0), slipped + " " + typed);
      assertEquals(0, Titles.search(index, "toy stroy").ordinal(0));
      assertEquals(List.of(3), Titles.found(index, "amlie"));
      assertEquals(List.of(List.of("Termniatr")), index.matchedWords("Termniatr", new int[] {2}));
    }
  }

  @Test
  void numbersShortWordsAndPlainScoringStayAsTheyAre() {
    try (CatalogueIndex index =
        Titles.index(folder, Language.NONE, List.of("2001", "abc", "catch22", "robot"))) {
      for (String typed : List.of("2002", "abd", "catch23", "obot", "rob0t", "rboot7")) {
        assertEquals(List.of(), Titles.found(index, typed), typed);
      }
      assertEquals(List.of(3), Titles.found(index, "robto"));
      WordScoring plain = new WordScoring(1, 1, 1, 1, 1, 1.2f, 0.75f, false);
      assertEquals(0, Titles.search(index, "robto", plain).size());
      WordScoring only = new WordScoring(1, 1, 1, 1, 1, 1.2f, 0.75f, true, false);
      assertEquals(0, Titles.search(index, "robto", only).size());
    }
  }

  @Test
  void onlyTheFirstFewWrongWordsAreCorrectedAndLongOnesNever() {
    List<String> titles =
        IntStream.range(0, 12)
            .mapToObj(i -> Character.toString('a' + i).repeat(3) + "mnopq")
            .toList();
    String typed = titles.stream().map(t -> t + "x").collect(Collectors.joining(" "));
    try (CatalogueIndex index = Titles.index(folder, Language.NONE, titles)) {
      assertEquals(IntStream.range(0, 8).boxed().toList(), Titles.found(index, typed));
      assertEquals(List.of(), Titles.found(index, "aaamnopq" + "x".repeat(100)));
    }
  }
}
