package org.llmrec.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Verify;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.core.vector.Vectors;

class RankerBundleTest {
  @TempDir Path folder;

  @Test
  void servesWhatWasWritten() throws IOException {
    BundleContent content = Samples.content(1);
    BundleManifest written = BundleWriter.write(folder, content, Progress.silent());
    try (RankerBundle bundle = RankerBundle.open(folder, Verify.FULL)) {
      assertEquals(written, bundle.manifest());
      assertEquals(0.3, written.options().get("dropout"));
      assertEquals(256L, written.options().get("batch"));
      Ranker ranker = bundle.ranker();
      assertEquals(Samples.ITEMS, ranker.items());
      assertEquals(Samples.DIMS, ranker.dims());
      assertEquals(List.of(10), ranker.itemTower().hidden());
      float[] user = new float[Samples.DIMS];
      content.users().read(3, user, 0);
      assertArrayEquals(user, ranker.userVector("r3").orElseThrow(), 0f);
      assertTrue(ranker.userVector("nobody").isEmpty());
      assertEquals(-1, ranker.ordinal("nothing"));
      int[] ordinals = IntStream.range(0, Samples.ITEMS).map(i -> Samples.ITEMS - 1 - i).toArray();
      float[] scores = new float[Samples.ITEMS];
      ranker.score(user, ordinals, scores);
      for (int i = 0; i < ordinals.length; i++) {
        int ordinal = ordinals[i];
        assertEquals(ordinal, ranker.ordinal(ranker.itemId(ordinal)));
        float[] item = content.tower().forward(content.items().fields(ordinal));
        assertArrayEquals(item, ranker.itemVector(ordinal), 0f);
        assertEquals(Vectors.dot(user, item), scores[i]);
      }
    }
  }

  @Test
  void directionsAreTakenFromTheMiddleOfTheCatalogue() throws IOException {
    BundleWriter.write(folder, Samples.content(4), Progress.silent());
    try (RankerBundle bundle = RankerBundle.open(folder, Verify.FULL)) {
      Ranker ranker = bundle.ranker();
      int[] sample =
          UserFoldIn.sample(
              ranker.items(), bundle.manifest().foldIn().sample(), bundle.manifest().seed());
      double[] middle = new double[ranker.dims()];
      for (int ordinal : sample) {
        float[] vector = ranker.itemVector(ordinal);
        for (int d = 0; d < middle.length; d++) {
          middle[d] += vector[d] / (double) sample.length;
        }
      }
      for (int ordinal = 0; ordinal < ranker.items(); ordinal++) {
        float[] expected = ranker.itemVector(ordinal);
        for (int d = 0; d < middle.length; d++) {
          expected[d] -= (float) middle[d];
        }
        assertArrayEquals(Vectors.normalise(expected), ranker.itemDirection(ordinal), 1e-5f);
      }
    }
  }

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Samples.write(first, 2);
    Samples.write(second, 3);
    Samples.write(second, 2); // over another bundle
    assertEquals(5, list(first).size());
    assertEquals(list(first), list(second));
    for (String name : list(first)) {
      assertEquals(-1, Files.mismatch(first.resolve(name), second.resolve(name)), name);
    }
  }

  @Test
  void scoresTheSameFromTheMapAsFromTheHeap() throws IOException {
    Samples.write(folder, 4);
    int[] ordinals = {5, 39, 0, 5};
    int[] history = {1, 2, 30};
    try (RankerBundle heap = RankerBundle.open(folder, Verify.FULL);
        RankerBundle mapped = RankerBundle.open(folder, Verify.FULL, 0);
        VectorFile file = VectorFile.open(folder.resolve("items.vec"))) {
      float[] user = heap.ranker().foldIn(history);
      assertArrayEquals(user, mapped.ranker().foldIn(history), 0f);
      float[] expected = new float[4];
      heap.ranker().score(user, ordinals, expected);
      float[] found = new float[4];
      mapped.ranker().score(user, ordinals, found);
      assertArrayEquals(expected, found, 0f);
      // Three rows fit in 28 numbers, so chunks are of two.
      HeapItemVectors chunked = HeapItemVectors.copyOf(folder, file, 28);
      chunked.score(user, ordinals, found);
      assertArrayEquals(expected, found, 0f);
      assertArrayEquals(heap.ranker().itemVector(39), chunked.row(39), 0f);
      assertThrows(IndexOutOfBoundsException.class, () -> chunked.row(40));
      for (ItemVectors vectors : List.of(chunked, new MappedItemVectors(file))) {
        for (int bad : new int[] {-1, 40}) {
          int[] one = {bad};
          assertThrows(
              IndexOutOfBoundsException.class, () -> vectors.score(user, one, new float[1]));
        }
        assertThrows(
            IndexOutOfBoundsException.class, () -> vectors.score(user, ordinals, new float[3]));
      }
    }
  }

  @Test
  void anEmptyHistoryIsTheAverageUserAndHistoriesDiffer() throws IOException {
    BundleContent content = Samples.content(5);
    BundleWriter.write(folder, content, Progress.silent());
    try (RankerBundle bundle = RankerBundle.open(folder, Verify.FULL)) {
      Ranker ranker = bundle.ranker();
      float[] average = new float[Samples.DIMS];
      float[] user = new float[Samples.DIMS];
      for (int u = 0; u < Samples.USERS; u++) {
        content.users().read(u, user, 0);
        Vectors.addScaled(average, user, 1f / Samples.USERS);
      }
      assertArrayEquals(average, ranker.averageUser(), 1e-6f);
      assertArrayEquals(ranker.averageUser(), ranker.foldIn(new int[0]), 0f);
      float[] one = ranker.foldIn(new int[] {1, 2, 3});
      float[] other = ranker.foldIn(new int[] {20, 21, 22});
      assertTrue(Vectors.cosine(one, other) < 0.999);
      assertThrows(IllegalArgumentException.class, () -> ranker.foldIn(new int[] {Samples.ITEMS}));
      assertThrows(
          IllegalArgumentException.class,
          () -> ranker.score(new float[3], new int[1], new float[1]));
    }
  }

  @Test
  void worksForOneItemAndNoUsers() throws IOException {
    BundleWriter.write(folder, Samples.content(6, 1, 0), Progress.silent());
    try (RankerBundle bundle = RankerBundle.open(folder, Verify.FULL)) {
      assertArrayEquals(new float[Samples.DIMS], bundle.ranker().averageUser(), 0f);
      assertEquals(Samples.DIMS, bundle.ranker().foldIn(new int[] {0}).length);
    }
  }

  @Test
  void refusesACatalogueWithoutItemsOrWithOneTwice() {
    BundleContent none = Samples.content(7, 0, 1);
    assertThrows(
        IllegalArgumentException.class, () -> BundleWriter.write(folder, none, Progress.silent()));
    BundleContent good = Samples.content(7);
    ItemTexts twice =
        new ItemTexts() {
          @Override
          public int size() {
            return 2;
          }

          @Override
          public String id(int ordinal) {
            return "same";
          }

          @Override
          public float[][] fields(int ordinal) {
            return good.items().fields(ordinal);
          }
        };
    BundleContent bad =
        new BundleContent(good.tower(), twice, good.users(), good.foldIn(), good.provenance());
    assertThrows(
        IllegalArgumentException.class, () -> BundleWriter.write(folder, bad, Progress.silent()));
    assertThrows(CorruptFileException.class, () -> RankerBundle.open(folder, Verify.FAST));
  }

  @Test
  void refusesForeignTextVectors() throws IOException {
    Samples.write(folder, 8);
    try (RankerBundle bundle = RankerBundle.open(folder, Verify.FAST)) {
      bundle.requireEncoder("whatever its name", Samples.ENCODER.sha256());
      var error =
          assertThrows(ConfigException.class, () -> bundle.requireEncoder("e5", "cd".repeat(32)));
      assertTrue(error.getMessage().contains("mini"), error.getMessage());
      assertTrue(error.getMessage().contains("e5"), error.getMessage());
    }
  }

  @Test
  void aClosedBundleSaysSo() throws IOException {
    Samples.write(folder, 9);
    Ranker ranker;
    try (RankerBundle bundle = RankerBundle.open(folder, Verify.FAST, 0)) {
      ranker = bundle.ranker();
    }
    assertThrows(IllegalStateException.class, () -> ranker.itemVector(0));
  }

  @Test
  void takesTextsFromVectorFiles() throws IOException {
    SplittableRandom random = new SplittableRandom(10);
    float[] description = Samples.unit(random, 4);
    Path path = folder.resolve("tags.vec");
    try (var writer = VectorFileWriter.create(path, 4, Map.of())) {
      writer.add("b2", description);
    }
    try (VectorFile tags = VectorFile.open(path)) {
      ItemTexts texts = ItemTexts.of(List.of("b1", "b2"), List.of(tags));
      assertEquals(2, texts.size());
      assertEquals("b2", texts.id(1));
      assertArrayEquals(new float[][] {null}, texts.fields(0));
      assertArrayEquals(new float[][] {description}, texts.fields(1));
    }
  }

  private static List<String> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
