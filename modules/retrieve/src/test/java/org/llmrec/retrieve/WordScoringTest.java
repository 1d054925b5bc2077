package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;

class WordScoringTest {
  private static final String[] WORDS = {"amber", "birch", "cedar", "dune", "ember"};

  @TempDir Path folder;

  @Test
  void withoutExtrasItIsTheFormulaOfBm25() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        texts.add(words(random, 1 + random.nextInt(30)));
      }
      float k1 = random.nextInt(3);
      float b = random.nextInt(3) / 2f;
      try (CatalogueIndex index = index("seed" + seed, texts)) {
        WordScoring plain = new WordScoring(0, 0, 1, 0, 0, k1, b, false);
        float[] scores = scores(index, "amber dune", plain);
        float[] expected = new float[texts.size()];
        for (String word : List.of("amber", "dune")) {
          addNaive(texts, word, k1, b, expected);
        }
        assertArrayEquals(expected, scores, 1e-4f, "seed " + seed);
      }
    }
  }

  private static void addNaive(List<String> texts, String word, float k1, float b, float[] to) {
    double n = texts.size();
    double df = texts.stream().filter(t -> List.of(t.split(" ")).contains(word)).count();
    double average = texts.stream().mapToInt(t -> t.split(" ").length).average().orElseThrow();
    double idf = Math.log(1 + (n - df + 0.5) / (df + 0.5));
    for (int i = 0; i < to.length; i++) {
      List<String> words = List.of(texts.get(i).split(" "));
      double tf = words.stream().filter(word::equals).count();
      if (tf > 0) {
        to[i] += (float) (idf * tf / (tf + k1 * (1 - b + b * words.size() / average)));
      }
    }
  }

  @Test
  void aTextOfWeightZeroIsNotRead() {
    List<Item> items =
        List.of(
            new Item("0", "amber", "birch", List.of("cedar"), Map.of("by", "dune")),
            new Item("1", "birch", "amber", List.of("cedar"), Map.of("by", "dune")));
    try (CatalogueIndex index = build("weights", items)) {
      assertArrayEquals(
          new int[] {0}, find(index, "amber", new WordScoring(1, 0, 0, 0, 0, 1, 0, false)));
      assertArrayEquals(
          new int[] {1}, find(index, "amber", new WordScoring(0, 0, 1, 0, 0, 1, 0, true)));
      assertArrayEquals(
          new int[0], find(index, "amber", new WordScoring(0, 1, 0, 1, 0, 1, 0, true)));
      // No item has an answer.
      assertArrayEquals(
          new int[0], find(index, "amber", new WordScoring(0, 0, 0, 0, 1, 1, 0, true)));
      assertArrayEquals(
          new int[] {0, 1}, find(index, "amber", new WordScoring(9, 0, 1, 0, 0, 1, 0, false)));
      assertArrayEquals(
          new int[] {1, 0}, find(index, "amber", new WordScoring(1, 0, 9, 0, 0, 1, 0, false)));
    }
  }

  @Test
  void theStandardIsWhatWordsWithoutScoringGive() {
    Random random = new Random(1);
    List<String> texts = IntStream.range(0, 50).mapToObj(i -> words(random, 20)).toList();
    try (CatalogueIndex index = index("standard", texts)) {
      CatalogueSearch search = index.search(Filter.none(), new int[0], Deadline.none());
      Hits hits = search.words("cedar ember", 50);
      float[] scores = scores(index, "cedar ember", WordScoring.STANDARD);
      for (int i = 0; i < hits.size(); i++) {
        assertEquals(hits.score(i), scores[hits.ordinal(i)]);
      }
    }
  }

  @Test
  void weightsOutOfRangeAreRefused() {
    assertRefused(0.5f, 1, 0.5f);
    assertRefused(-1, 1, 0.5f);
    assertRefused(Float.NaN, 1, 0.5f);
    assertRefused(0, 1, 0.5f);
    assertRefused(1, -1, 0.5f);
    assertRefused(1, 1, 1.5f);
  }

  private static void assertRefused(float title, float k1, float b) {
    assertThrows(
        IllegalArgumentException.class, () -> new WordScoring(title, 0, 0, 0, 0, k1, b, false));
  }

  private static String words(Random random, int n) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      words.add(WORDS[Math.min(random.nextInt(WORDS.length), random.nextInt(WORDS.length))]);
    }
    return String.join(" ", words);
  }

  private CatalogueIndex index(String name, List<String> descriptions) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < descriptions.size(); i++) {
      items.add(new Item("i" + i, "", descriptions.get(i), List.of(), Map.of()));
    }
    return build(name, items);
  }

  private CatalogueIndex build(String name, List<Item> items) {
    CatalogueIndexer.build(
        folder.resolve(name),
        IntStream.range(0, items.size())
            .mapToObj(i -> new IndexedItem(i, items.get(i), Map.of(), 0, null, null)),
        Progress.silent());
    return CatalogueIndex.open(folder.resolve(name));
  }

  private static float[] scores(CatalogueIndex index, String query, WordScoring scoring) {
    CatalogueSearch search = index.search(Filter.none(), new int[0], Deadline.none());
    Hits hits = search.words(query, index.size(), scoring);
    float[] scores = new float[index.size()];
    for (int i = 0; i < hits.size(); i++) {
      scores[hits.ordinal(i)] = hits.score(i);
    }
    return scores;
  }

  private static int[] find(CatalogueIndex index, String query, WordScoring scoring) {
    return index
        .search(Filter.none(), new int[0], Deadline.none())
        .words(query, index.size(), scoring)
        .ordinals();
  }
}
