package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.Vectors;
import org.llmrec.retrieve.internal.PerturbedVectors;

/** How many of the true best a search finds that does not compare everything. */
class NearestVectorsTest {
  private static final long SEED = 41;

  @TempDir Path folder;

  /** Items with vectors, a number of 0 to 999 drawn at random, and the topic of the text. */
  private List<float[]> build(int items, int textDims, int towerDims, VectorEncoding encoding) {
    PerturbedVectors texts = new PerturbedVectors(SEED, textDims);
    PerturbedVectors towers = new PerturbedVectors(SEED + 1, towerDims);
    Random random = new Random(SEED);
    List<float[]> vectors = new ArrayList<>();
    CatalogueIndexer.build(
        folder,
        IntStream.range(0, items)
            .mapToObj(
                i -> {
                  vectors.add(texts.next());
                  Map<String, String> attributes =
                      Map.of(
                          "draw",
                          Integer.toString(random.nextInt(1_000)),
                          "topic",
                          Integer.toString(texts.topic()));
                  return new IndexedItem(
                      i,
                      new Item("i" + i, "", "", List.of(), attributes),
                      Map.of(),
                      random.nextInt(10),
                      vectors.get(i),
                      towers.nextOfAnyLength());
                }),
        new IndexOptions(Language.ENGLISH, encoding),
        Progress.silent());
    return vectors;
  }

  /** The share of the true best over some queries. */
  private static double recall(CatalogueIndex index, Filter filter, int k, boolean tower) {
    PerturbedVectors others =
        new PerturbedVectors(SEED + 2, tower ? index.towerDims() : index.textDims());
    int found = 0;
    int wanted = 0;
    for (int q = 0; q < 15; q++) {
      float[] query = others.next();
      CatalogueSearch search = index.search(filter, new int[] {q}, Deadline.none());
      Hits exact = tower ? search.tower(query, k, true) : search.text(query, k, true);
      Hits hits = tower ? search.tower(query, k) : search.text(query, k);
      assertEquals(exact.size(), hits.size());
      assertEquals(search.eligible(), exact.compared());
      assertTrue(hits.compared() > 0 && hits.compared() <= 2 * search.eligible());
      Set<Integer> best = new HashSet<>();
      for (int ordinal : exact.ordinals()) {
        best.add(ordinal);
      }
      wanted += best.size();
      for (int ordinal : hits.ordinals()) {
        found += best.contains(ordinal) ? 1 : 0;
      }
    }
    return found / (double) wanted;
  }

  @Tag("full")
  @Test
  void filtersOfAnySelectivityKeepNearlyAllOfTheBest() {
    build(20_000, 32, 16, VectorEncoding.FLOAT);
    try (CatalogueIndex index = CatalogueIndex.open(folder)) {
      for (int perMille : new int[] {1_000, 500, 100, 10, 1}) {
        Filter random = Filter.none().withRange("draw", Range.atMost(perMille - 1));
        Filter topics = Filter.none().withRange("topic", Range.atMost(perMille * 400 / 1_000.0));
        for (int k : new int[] {10, 100}) {
          for (boolean tower : new boolean[] {false, true}) {
            String label = "seed " + SEED + " " + perMille + " " + k + (tower ? " tower" : "");
            double byChance = recall(index, random, k, tower);
            double byTopic = recall(index, topics, k, tower);
            assertTrue(byChance >= 0.95, label + " by chance: " + byChance);
            assertTrue(byTopic >= 0.95, label + " by topic: " + byTopic);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(VectorEncoding.class)
  void codedVectorsFindNearlyAllAndScoreByTheFullOnes(VectorEncoding encoding) {
    List<float[]> texts = build(3_000, 64, 32, encoding);
    try (CatalogueIndex index = CatalogueIndex.open(folder)) {
      index.verify();
      assertEquals(encoding, index.options().vectors());
      assertTrue(recall(index, Filter.none(), 10, false) >= 0.95, encoding + " text");
      assertTrue(recall(index, Filter.none(), 10, true) >= 0.95, encoding + " tower");
      Filter half = Filter.none().withRange("draw", Range.atMost(499));
      assertTrue(recall(index, half, 10, false) >= 0.95, encoding + " half");
      float[] query = texts.get(7);
      Hits hits = index.search(Filter.none(), new int[0], Deadline.none()).text(query, 10);
      assertEquals(7, hits.ordinal(0));
      for (int i = 0; i < hits.size(); i++) {
        float full = Vectors.dot(query, texts.get(hits.ordinal(i)));
        assertEquals(full, hits.score(i), 1e-6f);
        assertEquals(
            full, Vectors.dot(query, index.textVector(hits.ordinal(i)).orElseThrow()), 1e-6f);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "INT8"})
  void oneWalkFindsTheBestOfAllAndOfThoseThatFewHaveMet(VectorEncoding encoding) {
    build(12_000, 4, 16, encoding);
    PerturbedVectors queries = new PerturbedVectors(SEED + 2, 16);
    try (CatalogueIndex index = CatalogueIndex.open(folder)) {
      for (int metAtMost : new int[] {0, 7, 9}) {
        int found = 0;
        int wanted = 0;
        for (int q = 0; q < 15; q++) {
          float[] query = queries.nextOfAnyLength();
          String label = "seed " + SEED + " query " + q + " met at most " + metAtMost;
          CatalogueSearch search = index.search(Filter.none(), new int[] {q}, Deadline.none());
          AllAndFew both = search.tower(query, 50, metAtMost, 20);
          // Of a tenth of the items all are compared instead, after a walk for the others.
          assertEquals(metAtMost > 0, both.all().compared() == both.few().compared(), label);
          CatalogueSearch ofFew = search.metAtMost(metAtMost);
          for (Hits hits : List.of(both.all(), both.few())) {
            Hits exact =
                hits == both.few() ? ofFew.tower(query, 20, true) : search.tower(query, 50, true);
            assertEquals(Source.TOWER, hits.source(), label);
            assertEquals(exact.size(), hits.size(), label);
            Map<Integer, Float> scores = new HashMap<>();
            for (int i = 0; i < exact.size(); i++) {
              scores.put(exact.ordinal(i), exact.score(i));
            }
            for (int i = 0; i < hits.size(); i++) {
              int ordinal = hits.ordinal(i);
              assertTrue(hits == both.all() || index.popularity(ordinal) <= metAtMost, label);
              assertEquals(scores.getOrDefault(ordinal, hits.score(i)), hits.score(i), label);
              assertTrue(i == 0 || hits.score(i) <= hits.score(i - 1), label);
              found += scores.containsKey(ordinal) ? 1 : 0;
            }
            wanted += exact.size();
          }
        }
        assertTrue(found >= 0.95 * wanted, "seed " + SEED + ": " + found + " of " + wanted);
      }
      CatalogueSearch late = index.search(Filter.none(), new int[0], Deadline.in(Duration.ZERO));
      AllAndFew part = late.tower(queries.next(), 50, 9, 20);
      assertTrue(part.all().partial() && part.few().partial());
      assertThrows(IllegalArgumentException.class, () -> late.tower(new float[3], 50, 9, 20));
    }
  }
}
