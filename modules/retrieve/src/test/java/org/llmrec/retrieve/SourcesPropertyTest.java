package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Deadline;
import org.llmrec.core.vector.Vectors;

/** Every source against the naive answer, under random filters and exclusions. */
class SourcesPropertyTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void sourcesAnswerLikeTheirOracles(long seed) {
    Random random = new Random(seed);
    TestCatalogue catalogue = TestCatalogue.random(random, 1 + random.nextInt(300), 7, 5);
    catalogue.build(folder.resolve("index"));
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"))) {
      for (int round = 0; round < 60; round++) {
        Filter filter = catalogue.filter(random);
        int[] seen = random.ints(random.nextInt(20), 0, catalogue.size()).toArray();
        Set<Integer> seenSet = new HashSet<>(Arrays.stream(seen).boxed().toList());
        IntPredicate eligible = o -> catalogue.passes(filter, o) && !seenSet.contains(o);
        CatalogueSearch search = index.search(filter, seen, Deadline.none());
        int k = 1 + random.nextInt(catalogue.size() + 10);
        String label = "seed " + seed + " round " + round + " " + filter + " k " + k;

        assertEquals(
            IntStream.range(0, catalogue.size()).filter(eligible).count(),
            search.eligible(),
            label);
        checkPopularity(catalogue, eligible, search.popular(k), k, label);
        float[] text = TestCatalogue.vector(random, 7);
        float[] unit = Vectors.normalise(text.clone());
        checkNearest(catalogue.unitTexts(), eligible, unit, search.text(text, k), k, label);
        float[] tower = TestCatalogue.vector(random, 5);
        checkNearest(catalogue.tower, eligible, tower, search.tower(tower, k), k, label);
        AllAndFew both = search.tower(tower, k, 3, 7);
        checkNearest(catalogue.tower, eligible, tower, both.all(), k, label);
        IntPredicate few = o -> eligible.test(o) && catalogue.popularity.get(o) <= 3;
        checkNearest(catalogue.tower, few, tower, both.few(), 7, label);
        checkWords(index, eligible, search.words("robots in space", k), k, label);
      }
    }
  }

  private static void checkPopularity(
      TestCatalogue catalogue, IntPredicate eligible, Hits hits, int k, String label) {
    int[] expected =
        IntStream.range(0, catalogue.size())
            .filter(eligible)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(o -> -catalogue.popularity.get(o))
                    .thenComparingInt(o -> o))
            .limit(k)
            .mapToInt(o -> o)
            .toArray();
    assertArrayEquals(expected, hits.ordinals(), label);
    for (int i = 0; i < hits.size(); i++) {
      assertEquals(catalogue.popularity.get(hits.ordinal(i)), (int) hits.score(i), label);
    }
  }

  private static void checkNearest(
      List<float[]> vectors, IntPredicate eligible, float[] query, Hits hits, int k, String label) {
    List<Integer> having =
        IntStream.range(0, vectors.size())
            .filter(o -> eligible.test(o) && vectors.get(o) != null)
            .boxed()
            .toList();
    List<Integer> expected = new ArrayList<>(having);
    expected.sort(
        Comparator.<Integer>comparingDouble(o -> -Vectors.dot(query, vectors.get(o)))
            .thenComparingInt(o -> o));
    assertArrayEquals(
        expected.stream().limit(k).mapToInt(o -> o).toArray(), hits.ordinals(), label);
    for (int i = 0; i < hits.size(); i++) {
      assertEquals(Vectors.dot(query, vectors.get(hits.ordinal(i))), hits.score(i), label);
    }
  }

  /** A filter must leave out and never reorder: BM25's statistics are the whole catalogue's. */
  private static void checkWords(
      CatalogueIndex index, IntPredicate eligible, Hits hits, int k, String label) {
    Hits all =
        index
            .search(Filter.none(), new int[0], Deadline.none())
            .words("robots in space", index.size());
    int[] expected = Arrays.stream(all.ordinals()).filter(eligible).limit(k).toArray();
    assertArrayEquals(expected, hits.ordinals(), label);
    for (int i = 1; i < hits.size(); i++) {
      assertTrue(
          hits.score(i - 1) > hits.score(i)
              || (hits.score(i - 1) == hits.score(i) && hits.ordinal(i - 1) < hits.ordinal(i)),
          label);
    }
  }

  @Test
  void theGraphFindsNearlyAllAndAlwaysEnough() {
    long seed = 11;
    Random random = new Random(seed);
    TestCatalogue catalogue = TestCatalogue.random(random, 6_000, 16, 8);
    catalogue.build(folder.resolve("index"));
    int found = 0;
    int wanted = 0;
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"))) {
      for (int round = 0; round < 40; round++) {
        Filter filter = round % 2 == 0 ? Filter.none() : Filter.anyCategory("drama", "war");
        CatalogueSearch search = index.search(filter, new int[] {1, 2, 3}, Deadline.none());
        float[] query = Vectors.normalise(TestCatalogue.vector(random, 16));
        int k = 1 + random.nextInt(100);
        Hits walked = search.text(query, k);
        Hits exact = search.text(query, k, true);
        assertEquals(k, exact.size());
        assertEquals(k, walked.size(), "seed " + seed + " round " + round);
        // Many cosines are equal here, so a miss is an item that scores below the k-th.
        for (int i = 0; i < k; i++) {
          found += walked.score(i) >= exact.score(k - 1) ? 1 : 0;
        }
        wanted += k;
        float[] user = TestCatalogue.vector(random, 8);
        assertEquals(k, search.tower(user, k).size());
        assertTrue(search.tower(user, k).score(0) > 0);
      }
    }
    assertTrue(found >= 0.97 * wanted, "seed " + seed + ": " + found + " of " + wanted);
  }

  @Test
  void anExpiredDeadlineGivesPartialAnswersAndNoException() {
    TestCatalogue catalogue = TestCatalogue.random(new Random(5), 500, 6, 6);
    catalogue.build(folder.resolve("index"));
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"))) {
      CatalogueSearch search = index.search(Filter.none(), new int[0], Deadline.in(Duration.ZERO));
      assertTrue(search.words("space", 5).partial());
      assertTrue(search.text(new float[] {1, 0, 0, 0, 0, 0}, 5).partial());
      assertTrue(search.tower(new float[6], 5).partial());
      assertFalse(search.popular(5).partial());
      assertEquals(5, search.popular(5).size());
    }
  }

  @Test
  void aDeadlineThatPassesDuringTheSearchGivesThePartOrTheWhole() {
    long seed = 17;
    Random random = new Random(seed);
    TestCatalogue catalogue = TestCatalogue.random(random, 6_000, 16, 8);
    catalogue.build(folder.resolve("index"));
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"))) {
      float[] query = Vectors.normalise(TestCatalogue.vector(random, 16));
      CatalogueSearch unbounded = index.search(Filter.none(), new int[0], Deadline.none());
      for (int round = 0; round < 200; round++) {
        Deadline deadline = Deadline.in(Duration.ofNanos(random.nextInt(2_000_000)));
        CatalogueSearch search = index.search(Filter.none(), new int[0], deadline);
        same(unbounded.words("robots at war", 50), search.words("robots at war", 50));
        same(unbounded.text(query, 50), search.text(query, 50));
        same(unbounded.text(query, 50, true), search.text(query, 50, true));
      }
    }
  }

  private static void same(Hits whole, Hits maybePart) {
    if (!maybePart.partial()) {
      assertArrayEquals(whole.ordinals(), maybePart.ordinals());
    }
    assertTrue(maybePart.size() <= whole.size());
    assertEquals(maybePart.size(), Arrays.stream(maybePart.ordinals()).distinct().count());
  }
}
