package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;

/** A catalogue under change against one that was built of the same items at once. */
class LiveCatalogueTest {
  private static final int TEXT = 7;
  private static final int TOWER = 5;
  private static final String QUERY = "robots in space of the queen's opera";

  @TempDir Path folder;

  /** Everything that was ever indexed, in the order of its ordinal, and whether it is there. */
  private record State(
      Item item, Map<String, String> answers, int popularity, float[] text, float[] tower) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void answersLikeAnIndexOfTheSameItems(long seed) {
    changeAndCompare(seed, 6);
  }

  @Tag("full")
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5, 6, 7, 8, 9, 10, 11})
  void answersLikeAnIndexOfTheSameItemsForLong(long seed) {
    changeAndCompare(seed, 40);
  }

  private void changeAndCompare(long seed, int rounds) {
    Random random = new Random(seed);
    TestCatalogue before = TestCatalogue.random(random, 1 + random.nextInt(120), TEXT, TOWER);
    TestCatalogue more = TestCatalogue.random(random, 200, TEXT, TOWER);
    before.build(folder.resolve("base"));
    Map<String, State> present = new TreeMap<>();
    for (int i = 0; i < before.size(); i++) {
      present.put("i" + i, state(before, i));
    }
    try (CatalogueIndex base = CatalogueIndex.open(folder.resolve("base"))) {
      LiveCatalogue live = new LiveCatalogue(base, 1 + random.nextInt(12));
      for (int round = 0; round < rounds; round++) {
        List<LiveChange> changes = new ArrayList<>();
        for (int c = random.nextInt(12); c >= 0; c--) {
          String id = "i" + random.nextInt(before.size() + 30);
          if (random.nextInt(3) == 0) {
            changes.add(new LiveChange.Delete(id));
            present.remove(id);
          } else {
            int other = random.nextInt(more.size());
            Item item = renamed(more.items.get(other), id);
            float[] text = base.textDims() == 0 ? null : more.text.get(other);
            float[] tower = base.towerDims() == 0 ? null : more.tower.get(other);
            changes.add(new LiveChange.Put(item, text, tower));
            int known = base.ordinal(id);
            int popularity = known < 0 ? 0 : base.popularity(known);
            present.put(id, new State(item, Map.of(), popularity, text, tower));
          }
        }
        CatalogueView view = live.apply(changes);
        assertEquals(present.size(), view.size());
        compare(view, present, random, "seed " + seed + " round " + round);
      }
    }
  }

  private static State state(TestCatalogue catalogue, int i) {
    return new State(
        catalogue.items.get(i),
        catalogue.answers.get(i),
        catalogue.popularity.get(i),
        catalogue.text.get(i),
        catalogue.tower.get(i));
  }

  private static Item renamed(Item item, String id) {
    return new Item(id, item.title(), item.description(), item.categories(), item.attributes());
  }

  /** Builds what is present, in the view's order, and asks both the same. */
  private void compare(
      CatalogueView view, Map<String, State> present, Random random, String label) {
    List<String> ids =
        present.keySet().stream()
            .sorted((a, b) -> Integer.compare(view.ordinal(a), view.ordinal(b)))
            .toList();
    ByteBuffersDirectory memory = new ByteBuffersDirectory();
    CatalogueIndexer.build(
        memory,
        IntStream.range(0, ids.size())
            .mapToObj(
                i -> {
                  State s = present.get(ids.get(i));
                  return new IndexedItem(
                      i, s.item(), s.answers(), s.popularity(), s.text(), s.tower());
                })
            .toList(),
        IndexOptions.defaults());
    try (CatalogueIndex fresh = CatalogueIndex.open(Path.of("fresh"), memory)) {
      for (int i = 0; i < ids.size(); i++) {
        int ordinal = view.ordinal(ids.get(i));
        assertEquals(ids.get(i), view.id(ordinal), label);
        assertEquals(ordinal, view.current(ordinal), label);
        StoredItem item = view.item(ordinal);
        assertEquals(fresh.item(i).title(), item.title(), label);
        assertEquals(fresh.popularity(i), item.popularity(), label);
        assertEquals(ordinal, item.ordinal(), label);
        assertArrayEquals(
            fresh.textVector(i).orElse(null), view.textVector(ordinal).orElse(null), label);
        assertArrayEquals(
            fresh.towerVector(i).orElse(null), view.towerVector(ordinal).orElse(null), label);
      }
      assertEquals(-1, view.ordinal("i no such"), label);
      for (int ask = 0; ask < 6; ask++) {
        Filter filter = filter(ids, random);
        Set<String> seen = new HashSet<>(some(ids, random, 8));
        CatalogueSearch expected =
            fresh.search(filter, places(seen, fresh::ordinal), Deadline.none());
        CatalogueSearch found = view.search(filter, places(seen, view::ordinal), Deadline.none());
        assertEquals(expected.eligible(), found.eligible(), label);
        int k = 1 + random.nextInt(ids.size() + 5);
        same(fresh, expected.popular(k), view, found.popular(k), label);
        float[] text = TestCatalogue.vector(random, TEXT);
        if (fresh.textDims() > 0) {
          same(fresh, expected.text(text, k, true), view, found.text(text, k), label);
        }
        float[] tower = TestCatalogue.vector(random, TOWER);
        if (fresh.towerDims() > 0) {
          same(fresh, expected.tower(tower, k, true), view, found.tower(tower, k), label);
          AllAndFew both = found.tower(tower, k, 3, 9);
          same(fresh, expected.tower(tower, k, true), view, both.all(), label);
          same(fresh, expected.metAtMost(3).tower(tower, 9, true), view, both.few(), label);
        }
        words(fresh, expected, view, found, ids.size(), label);
        vectors(fresh, view, text, label);
      }
    }
  }

  /** The statistics count what is gone as well, so the scores differ, and the items must not. */
  private static void words(
      CatalogueIndex fresh,
      CatalogueSearch expected,
      CatalogueView view,
      CatalogueSearch found,
      int all,
      String label) {
    Hits hits = found.words(QUERY, Math.max(1, all));
    Hits fromFresh = expected.words(QUERY, Math.max(1, all));
    assertEquals(
        Arrays.stream(fromFresh.ordinals()).mapToObj(fresh::id).sorted().toList(),
        Arrays.stream(hits.ordinals()).mapToObj(view::id).sorted().toList(),
        label);
    for (int i = 1; i < hits.size(); i++) {
      assertTrue(
          hits.score(i - 1) > hits.score(i)
              || (hits.score(i - 1) == hits.score(i) && hits.ordinal(i - 1) < hits.ordinal(i)),
          label);
    }
    List<List<String>> matched = view.matchedWords(QUERY, hits.ordinals());
    for (int i = 0; i < hits.size(); i++) {
      int there = fresh.ordinal(view.id(hits.ordinal(i)));
      assertEquals(fresh.matchedWords(QUERY, new int[] {there}).get(0), matched.get(i), label);
    }
  }

  private static void vectors(
      CatalogueIndex fresh, CatalogueView view, float[] query, String label) {
    if (fresh.textDims() == 0) {
      return;
    }
    int[] all = IntStream.range(0, fresh.size()).toArray();
    int[] ordinals = Arrays.stream(all).map(i -> view.ordinal(fresh.id(i))).toArray();
    assertArrayEquals(fresh.textCosines(query, all), view.textCosines(query, ordinals), label);
  }

  private static void same(
      CatalogueIndex fresh, Hits expected, CatalogueView view, Hits found, String label) {
    assertEquals(
        Arrays.stream(expected.ordinals()).mapToObj(fresh::id).toList(),
        Arrays.stream(found.ordinals()).mapToObj(view::id).toList(),
        label + " " + expected.source());
    for (int i = 0; i < found.size(); i++) {
      assertEquals(expected.score(i), found.score(i), label);
    }
  }

  private static Filter filter(List<String> ids, Random random) {
    Filter filter = Filter.none();
    if (random.nextInt(3) == 0) {
      filter = Filter.anyCategory("drama", "war");
    }
    if (random.nextInt(3) == 0) {
      filter = filter.allowing(some(ids, random, 40));
    }
    return random.nextInt(3) == 0 ? filter.denying(some(ids, random, 10)) : filter;
  }

  private static List<String> some(List<String> ids, Random random, int most) {
    List<String> some = new ArrayList<>();
    for (int n = ids.isEmpty() ? 0 : random.nextInt(most); n > 0; n--) {
      some.add(ids.get(random.nextInt(ids.size())));
    }
    return some;
  }

  private static int[] places(Set<String> ids, java.util.function.ToIntFunction<String> ordinal) {
    return ids.stream().mapToInt(ordinal).toArray();
  }

  @Test
  void wordsAreWeighedAsInOneIndexOfAllThatLiesThere() {
    Random random = new Random(21);
    TestCatalogue all = TestCatalogue.random(random, 90, TEXT, TOWER);
    TestCatalogue first = new TestCatalogue();
    for (int i = 0; i < 60; i++) {
      first.items.add(all.items.get(i));
      first.answers.add(Map.of());
      first.popularity.add(all.popularity.get(i));
      first.text.add(all.text.get(i));
      first.tower.add(all.tower.get(i));
    }
    all.answers.replaceAll(answers -> Map.of());
    first.build(folder.resolve("base"));
    all.build(folder.resolve("all"));
    try (CatalogueIndex base = CatalogueIndex.open(folder.resolve("base"));
        CatalogueIndex whole = CatalogueIndex.open(folder.resolve("all"))) {
      LiveCatalogue live = new LiveCatalogue(base, 7);
      for (int i = 60; i < 90; i++) {
        live.apply(
            List.of(new LiveChange.Put(all.items.get(i), all.text.get(i), all.tower.get(i))));
      }
      for (String query : List.of(QUERY, "Amélie", "tiny station at war", "robots")) {
        Hits expected = whole.search(Filter.none(), new int[0], Deadline.none()).words(query, 90);
        Hits found =
            live.view().search(Filter.none(), new int[0], Deadline.none()).words(query, 90);
        assertArrayEquals(expected.ordinals(), found.ordinals());
        for (int i = 0; i < found.size(); i++) {
          assertEquals(expected.score(i), found.score(i), 1e-5f * expected.score(i));
        }
      }
    }
  }

  @Test
  void whatPeopleLikeFollowsAnItemThatIsReplaced() {
    List<IndexedItem> items = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Item item = new Item("i" + i, "Item " + i, "", List.of(), Map.of());
      items.add(
          new IndexedItem(i, item, Map.of(), 9 - i, null, null)
              .withCoEngaged(new int[] {(i + 1) % 4, (i + 2) % 4}, new float[] {0.5f, 0.5f}));
    }
    CatalogueIndexer.build(folder.resolve("base"), items.stream(), Progress.silent());
    try (CatalogueIndex base = CatalogueIndex.open(folder.resolve("base"))) {
      LiveCatalogue live = new LiveCatalogue(base);
      Item two = new Item("i2", "Item two", "", List.of(), Map.of());
      CatalogueView view =
          live.apply(List.of(new LiveChange.Put(two, null, null), new LiveChange.Delete("i1")));
      assertEquals(4, view.current(2));
      assertEquals(-1, view.current(1));
      assertArrayEquals(new int[] {0, 4}, view.current(new int[] {0, 1, 2}));
      CatalogueSearch search = view.search(Filter.none(), new int[0], Deadline.none());
      assertArrayEquals(new int[] {4}, search.coEngaged(0, 5).ordinals());
      assertArrayEquals(new int[] {0, 3}, search.coEngaged(4, 5).ordinals());
      assertArrayEquals(new int[] {0}, search.coEngaged(3, 5).ordinals());
      assertArrayEquals(new int[] {0, 4, 3}, search.popular(5).ordinals());
      assertEquals(1, live.live());
    }
  }

  @Test
  void aBadVectorChangesNothing() {
    TestCatalogue.random(new Random(3), 20, TEXT, TOWER).build(folder.resolve("base"));
    try (CatalogueIndex base = CatalogueIndex.open(folder.resolve("base"))) {
      LiveCatalogue live = new LiveCatalogue(base);
      Item item = new Item("new", "xylophone", "", List.of(), Map.of());
      live.apply(List.of(new LiveChange.Put(item, null, null)));
      CatalogueView before = live.view();
      for (float[] bad : List.of(new float[3], new float[] {Float.NaN, 0, 0, 0, 0, 0, 0})) {
        List<LiveChange> changes =
            List.of(new LiveChange.Delete("new"), new LiveChange.Put(item, bad, null));
        assertThrows(IllegalArgumentException.class, () -> live.apply(changes));
      }
      assertEquals(before, live.view());
      live.apply(List.of());
      assertTrue(live.view().ordinal("new") >= 0);
    }
  }

  @Test
  void anEmptyCatalogueCanBeFilled() {
    new TestCatalogue().build(folder.resolve("base"));
    try (CatalogueIndex base = CatalogueIndex.open(folder.resolve("base"))) {
      LiveCatalogue live = new LiveCatalogue(base);
      assertEquals(0, live.view().search(Filter.none(), new int[0], Deadline.none()).eligible());
      Item item = new Item("a", "xylophone", "", List.of(), Map.of());
      CatalogueView view = live.apply(List.of(new LiveChange.Put(item, null, new float[] {1, 0})));
      CatalogueSearch search = view.search(Filter.none(), new int[0], Deadline.none());
      assertArrayEquals(new int[] {0}, search.words("xylophone", 3).ordinals());
      assertArrayEquals(new int[] {0}, search.tower(new float[] {1, 1}, 3).ordinals());
    }
  }

  @Test
  void deadlinesHoldInAllParts() {
    TestCatalogue catalogue = TestCatalogue.random(new Random(5), 300, TEXT, TOWER);
    catalogue.build(folder.resolve("base"));
    try (CatalogueIndex base = CatalogueIndex.open(folder.resolve("base"))) {
      LiveCatalogue live = new LiveCatalogue(base, 5);
      for (int i = 0; i < 20; i++) {
        Item item = renamed(catalogue.items.get(i), "n" + i);
        live.apply(List.of(new LiveChange.Put(item, catalogue.text.get(i), null)));
      }
      CatalogueSearch search =
          live.view().search(Filter.none(), new int[0], Deadline.in(Duration.ZERO));
      assertTrue(search.words(QUERY, 5).partial());
      assertTrue(search.text(new float[] {1, 0, 0, 0, 0, 0, 0}, 5).partial());
      assertFalse(search.popular(5).partial());
    }
  }

  /** Pairs of items change together, so that a reader who sees one without the other saw half. */
  @Test
  void readersSeeOneMomentWhileOthersWrite() throws Exception {
    TestCatalogue.random(new Random(9), 50, TEXT, TOWER).build(folder.resolve("base"));
    try (CatalogueIndex base = CatalogueIndex.open(folder.resolve("base"));
        ExecutorService threads = Executors.newFixedThreadPool(3)) {
      LiveCatalogue live = new LiveCatalogue(base, 4);
      AtomicBoolean done = new AtomicBoolean();
      List<Future<Integer>> readers = new ArrayList<>();
      for (int r = 0; r < 2; r++) {
        readers.add(threads.submit(() -> read(live, done)));
      }
      Random random = new Random(10);
      for (int round = 0; round < 40; round++) {
        String version = "version" + round;
        List<LiveChange> changes = new ArrayList<>();
        for (String id : List.of("left", "right", "i" + random.nextInt(50))) {
          Item item = new Item(id, "twin " + version, "", List.of(), Map.of());
          changes.add(
              round % 5 == 4
                  ? new LiveChange.Delete(id)
                  : new LiveChange.Put(item, TestCatalogue.vector(random, TEXT), null));
        }
        live.apply(changes);
      }
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertTrue(reader.get() > 0);
      }
    }
  }

  private static int read(LiveCatalogue live, AtomicBoolean done) {
    int reads = 0;
    while (!done.get() || reads == 0) {
      CatalogueView view = live.view();
      int left = view.ordinal("left");
      int right = view.ordinal("right");
      assertEquals(left < 0, right < 0);
      Hits hits = view.search(Filter.none(), new int[0], Deadline.none()).words("twin", 100);
      assertEquals(
          hits.size(), Arrays.stream(hits.ordinals()).mapToObj(view::id).distinct().count());
      assertEquals(left >= 0, Arrays.stream(hits.ordinals()).anyMatch(o -> o == left));
      if (left >= 0) {
        assertEquals(view.item(left).title(), view.item(right).title());
      }
      reads++;
    }
    return reads;
  }
}
