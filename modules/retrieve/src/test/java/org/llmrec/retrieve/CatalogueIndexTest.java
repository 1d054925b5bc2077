package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.vector.Vectors;

class CatalogueIndexTest {
  @TempDir Path folder;

  @Test
  void everythingThatWentInComesOut() {
    TestCatalogue catalogue = TestCatalogue.random(new Random(1), 50, 7, 5);
    IndexReport report = catalogue.build(folder.resolve("index"));
    assertEquals(50, report.items());
    assertEquals(7, report.textDims());
    assertEquals(catalogue.tower.stream().filter(v -> v != null).count(), report.towerVectors());
    assertEquals(
        catalogue.answers.stream().filter(a -> !a.isEmpty()).count(),
        (long) report.answers().get("para"));
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"))) {
      index.verify();
      assertEquals(50, index.size());
      for (int i = 0; i < 50; i++) {
        Item item = catalogue.items.get(i);
        assertEquals(item.id(), index.id(i));
        assertEquals(i, index.ordinal(item.id()));
        assertEquals(
            new StoredItem(
                i,
                item.id(),
                item.title(),
                item.description(),
                item.categories(),
                catalogue.popularity.get(i)),
            index.item(i));
        check(catalogue.tower.get(i), index.towerVector(i));
        check(catalogue.unitTexts().get(i), index.textVector(i));
      }
      assertEquals(-1, index.ordinal("nobody"));
      assertThrows(IndexOutOfBoundsException.class, () -> index.id(50));
    }
  }

  private static void check(float[] expected, Optional<float[]> found) {
    assertArrayEquals(expected, found.orElse(null), 1e-6f);
  }

  @Test
  void cosinesAreExactAndMissingIsNotZero() {
    TestCatalogue catalogue = TestCatalogue.random(new Random(2), 40, 7, 5);
    catalogue.build(folder.resolve("index"));
    float[] text = TestCatalogue.vector(new Random(8), 7);
    float[] tower = TestCatalogue.vector(new Random(9), 5);
    int[] some = {0, 3, 4, 5, 17, 20, 21, 22, 39};
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"))) {
      float[] texts = index.textCosines(text, some);
      float[] towers = index.towerCosines(tower, some);
      for (int i = 0; i < some.length; i++) {
        assertEquals(cosine(text, catalogue.text.get(some[i])), texts[i], 1e-6f);
        assertEquals(cosine(tower, catalogue.tower.get(some[i])), towers[i], 1e-6f);
      }
      assertTrue(Float.isNaN(index.textCosines(new float[7], some)[1]));
      assertThrows(IllegalArgumentException.class, () -> index.textCosines(text, new int[] {2, 1}));
      assertThrows(IllegalArgumentException.class, () -> index.textCosines(tower, some));
    }
  }

  private static float cosine(float[] a, float[] b) {
    return b == null ? Float.NaN : Vectors.cosine(a, b);
  }

  @Test
  void theSameItemsGiveAnIndexThatAnswersTheSame() {
    TestCatalogue catalogue = TestCatalogue.random(new Random(3), 5_000, 16, 8);
    catalogue.build(folder.resolve("a"));
    catalogue.build(folder.resolve("b"));
    try (CatalogueIndex a = CatalogueIndex.open(folder.resolve("a"));
        CatalogueIndex b = CatalogueIndex.open(folder.resolve("b"))) {
      Random random = new Random(4);
      for (int round = 0; round < 20; round++) {
        float[] text = TestCatalogue.vector(random, 16);
        float[] tower = TestCatalogue.vector(random, 8);
        CatalogueSearch inA = a.search(Filter.none(), new int[0], Deadline.none());
        CatalogueSearch inB = b.search(Filter.none(), new int[0], Deadline.none());
        assertArrayEquals(inA.text(text, 20).ordinals(), inB.text(text, 20).ordinals());
        assertArrayEquals(inA.tower(tower, 20).ordinals(), inB.tower(tower, 20).ordinals());
        assertArrayEquals(
            inA.words("love and war", 20).ordinals(), inB.words("love and war", 20).ordinals());
      }
    }
  }

  @Test
  void openingAndSearchingWritesNothing() throws IOException {
    TestCatalogue catalogue = TestCatalogue.random(new Random(1), 20, 3, 3);
    Path index = folder.resolve("index");
    catalogue.build(index);
    Map<String, String> before = listing(index);
    assertTrue(before.keySet().stream().noneMatch(name -> name.contains("lock")), "no lock left");
    try (CatalogueIndex open = CatalogueIndex.open(index)) {
      open.search(Filter.none(), new int[0], Deadline.none()).words("love", 3);
      assertEquals(before, listing(index));
    }
    assertEquals(before, listing(index));
  }

  private static Map<String, String> listing(Path folder) throws IOException {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        listing.put(
            file.getFileName().toString(),
            Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
      }
    }
    return listing;
  }

  @Test
  void aCatalogueOfNothingIsAnIndexOfNothing() {
    new TestCatalogue().build(folder.resolve("index"));
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"))) {
      assertEquals(0, index.size());
      assertEquals(-1, index.ordinal("x"));
      CatalogueSearch search = index.search(Filter.none(), new int[0], Deadline.none());
      assertEquals(0, search.eligible());
      assertEquals(0, search.words("love", 3).size());
      assertEquals(0, search.text(new float[] {1}, 3).size());
      assertEquals(0, search.tower(new float[] {1}, 3).size());
      assertEquals(0, search.popular(3).size());
      assertEquals(List.of(), index.matchedWords("love", new int[0]));
      index.verify();
    }
  }

  @Test
  void itemsWithoutVectorsAreFoundByTheirWords() {
    TestCatalogue catalogue = TestCatalogue.random(new Random(1), 20, 3, 3);
    catalogue.text.replaceAll(v -> v == null ? null : new float[3]);
    catalogue.tower.replaceAll(v -> null);
    IndexReport report = catalogue.build(folder.resolve("index"));
    assertEquals(0, report.textVectors());
    assertEquals(0, report.towerDims());
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"))) {
      CatalogueSearch search = index.search(Filter.none(), new int[0], Deadline.none());
      assertTrue(search.words("love", 20).size() > 0);
      assertEquals(0, search.text(new float[] {1, 2, 3}, 3).size());
      assertTrue(Float.isNaN(index.textCosines(new float[] {1, 2, 3}, new int[] {4})[0]));
    }
  }

  @Test
  void impossibleItemsAreRefusedByName() {
    Item item = new Item("twice", "", "", List.of(), Map.of());
    assertTrue(
        assertThrows(
                ConfigException.class,
                () -> build("a", indexed(0, item, null), indexed(1, item, null)))
            .getMessage()
            .contains("twice"));
    assertThrows(IllegalArgumentException.class, () -> build("b", indexed(1, item, null)));
    assertThrows(
        IllegalArgumentException.class,
        () -> build("c", indexed(0, item, new float[] {1, Float.NaN})));
    assertThrows(
        IllegalArgumentException.class,
        () -> build("d", indexed(0, item, new float[2]), indexed(1, item, new float[3])));
    assertThrows(CorruptFileException.class, () -> CatalogueIndex.open(folder.resolve("d")));
    assertThrows(ConfigException.class, () -> build("a"));
  }

  @Test
  void coEngagedItemsComeBackInTheirOrderAsFarAsTheFilterLetsThem() {
    int n = 5;
    IndexedItem[] items = new IndexedItem[n];
    for (int i = 0; i < n; i++) {
      Item item = new Item("i" + i, "", "", List.of(), Map.of());
      items[i] = indexed(i, item, null);
    }
    items[2] =
        items[2].withCoEngaged(new int[] {4, 0, 1, 3}, new float[] {0.9f, 0.5f, 0.5f, 0.125f});
    build("engaged", items);
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("engaged"))) {
      CatalogueSearch all = index.search(Filter.none(), new int[] {2}, Deadline.none());
      Hits hits = all.coEngaged(2, 3);
      assertArrayEquals(new int[] {4, 0, 1}, hits.ordinals());
      assertEquals(0.9f, hits.score(0));
      assertEquals(Source.CO_ENGAGED, hits.source());
      assertEquals(0, all.coEngaged(1, 3).size());
      CatalogueSearch some =
          index.search(Filter.none().denying(List.of("i0")), new int[] {2}, Deadline.none());
      assertArrayEquals(new int[] {4, 1, 3}, some.coEngaged(2, 10).ordinals());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> items[0].withCoEngaged(new int[] {1, 2}, new float[] {0.1f, 0.2f}));
  }

  private static IndexedItem indexed(int ordinal, Item item, float[] tower) {
    return new IndexedItem(ordinal, item, Map.of(), 0, null, tower);
  }

  private void build(String name, IndexedItem... items) {
    CatalogueIndexer.build(folder.resolve(name), Stream.of(items), Progress.silent());
  }

  @Test
  void whatIsNoIndexOfOursIsRefusedWithAReason() throws IOException {
    assertThrows(ConfigException.class, () -> CatalogueIndex.open(folder.resolve("nowhere")));
    assertThrows(CorruptFileException.class, () -> CatalogueIndex.open(folder));
    Path foreign = folder.resolve("foreign");
    try (FSDirectory directory = FSDirectory.open(foreign);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocument(new Document());
    }
    assertTrue(
        assertThrows(CorruptFileException.class, () -> CatalogueIndex.open(foreign))
            .getMessage()
            .contains("something else"));
  }

  @ParameterizedTest
  @CsvSource({
    "llmrec.format, 1, format 1",
    "llmrec.items, 6, 5 items",
    "llmrec.language, klingon, klingon and float",
    "llmrec.vectors, int7, english and int7",
  })
  void anIndexOfAnotherKindIsRefused(String key, String value, String found) throws IOException {
    Path index = folder.resolve("index");
    TestCatalogue.random(new Random(1), 5, 3, 3).build(index);
    rewrite(index, key, value);
    CorruptFileException e =
        assertThrows(CorruptFileException.class, () -> CatalogueIndex.open(index));
    assertTrue(e.getMessage().contains(found), e.getMessage());
    assertTrue(e.getMessage().contains("build the index again"), e.getMessage());
  }

  @Test
  void aFolderThatNobodyMayWriteToOpens() {
    Path index = folder.resolve("index");
    TestCatalogue.random(new Random(1), 50, 3, 3).build(index);
    assertTrue(index.toFile().setWritable(false));
    try (CatalogueIndex open = CatalogueIndex.open(index)) {
      open.verify();
      assertEquals(50, open.size());
    } finally {
      assertTrue(index.toFile().setWritable(true));
    }
  }

  /** Says something else about the whole index. */
  private static void rewrite(Path index, String key, String value) throws IOException {
    try (FSDirectory directory = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Map<String, String> data = new TreeMap<>();
      writer.getLiveCommitData().forEach(each -> data.put(each.getKey(), each.getValue()));
      data.put(key, value);
      writer.setLiveCommitData(data.entrySet());
      writer.commit();
    }
  }

  @Test
  void closingTwiceIsFineAndUseAfterwardsIsAnError() {
    TestCatalogue.random(new Random(1), 5, 3, 3).build(folder.resolve("index"));
    CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"));
    index.close();
    index.close();
    assertThrows(
        IllegalStateException.class,
        () -> index.search(Filter.none(), new int[0], Deadline.none()));
    assertThrows(IllegalStateException.class, () -> index.id(0));
  }
}
