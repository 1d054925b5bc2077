package org.llmrec.retrieve.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Deadline;
import org.llmrec.core.vector.Vectors;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.SourceHit;
import org.llmrec.retrieve.TestCatalogue;

/** Sources and their fusion against the plainest way to say the same. */
class RetrievalPropertyTest {
  @TempDir Path folder;

  private static final List<CandidateSource> ALL =
      List.of(
          new Words(),
          new Meaning(),
          new Tower(),
          new CoEngaged(),
          new Popular(),
          new History(),
          new Trending(),
          new Newcomers(3),
          new Alike());

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void sourcesAndFusionAnswerLikeTheirOracles(long seed) {
    Random random = new Random(seed);
    TestCatalogue catalogue = TestCatalogue.random(random, 2 + random.nextInt(200), 7, 5);
    catalogue.build(folder.resolve("index"));
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"));
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 40; round++) {
        Filter filter = catalogue.filter(random);
        int[] liked = random.ints(random.nextInt(9), 0, catalogue.size()).distinct().toArray();
        Set<Integer> out = IntStream.of(liked).boxed().collect(Collectors.toSet());
        IntPredicate eligible = o -> catalogue.passes(filter, o) && !out.contains(o);
        CatalogueSearch search = index.search(filter, liked, Deadline.none());
        Seeker seeker = seeker(random, liked);
        int k = 1 + random.nextInt(30);
        String label = "seed " + seed + " round " + round;
        checkTrend(catalogue, eligible, new Trending().find(search, seeker, k), k, label);
        checkCoEngaged(
            catalogue, eligible, liked, new CoEngaged(3).find(search, seeker, k), k, label);
        checkNewcomers(catalogue, eligible, seeker, search, k, label);
        checkOneMiddle(catalogue, eligible, liked, search, seeker, k, label);
        checkAlike(eligible, new Alike().find(search, seeker, k), k, label);
        Retrieval retrieval = retrieval(random, k);
        int n = 1 + random.nextInt(40);
        Retrieved found = retrieval.find(search, seeker, n);
        checkFusion(retrieval, search, seeker, n, found, label);
        Retrieved together = retrieval.on(threads).find(search, seeker, n);
        assertEquals(found.items(), together.items(), label);
      }
    }
  }

  private static Seeker seeker(Random random, int[] liked) {
    Seeker seeker = Seeker.nobody().liked(liked);
    if (random.nextInt(4) > 0) {
      seeker = seeker.query("robots in space");
    }
    if (random.nextInt(4) > 0) {
      seeker = seeker.meaning(TestCatalogue.vector(random, 7));
    }
    return random.nextInt(4) > 0 ? seeker.taste(TestCatalogue.vector(random, 5)) : seeker;
  }

  private static Retrieval retrieval(Random random, int k) {
    List<Part> parts = new ArrayList<>();
    for (CandidateSource source : ALL) {
      if (random.nextBoolean()) {
        parts.add(new Part(source, k, random.nextInt(4) / 2.0, Math.min(k, random.nextInt(4))));
      }
    }
    Retrieval retrieval = Retrieval.of(parts);
    return random.nextBoolean() ? retrieval : retrieval.mixing(new Mixing.ZScores());
  }

  private static void checkTrend(
      TestCatalogue catalogue, IntPredicate eligible, Hits hits, int k, String label) {
    int[] expected =
        IntStream.range(0, catalogue.size())
            .filter(o -> eligible.test(o) && catalogue.trend.get(o) > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(o -> -catalogue.trend.get(o)))
            .limit(k)
            .mapToInt(o -> o)
            .toArray();
    assertArrayEquals(expected, hits.ordinals(), label);
  }

  private static void checkCoEngaged(
      TestCatalogue catalogue, IntPredicate eligible, int[] liked, Hits hits, int k, String label) {
    Map<Integer, Double> sums = new TreeMap<>();
    for (int i = Math.max(0, liked.length - 3); i < liked.length; i++) {
      catalogue
          .coEngaged
          .get(liked[i])
          .forEach((other, score) -> sums.merge(other, (double) score, Double::sum));
    }
    int[] expected =
        sums.keySet().stream()
            .filter(eligible::test)
            .sorted(Comparator.comparingDouble(o -> -sums.get(o)))
            .limit(k)
            .mapToInt(o -> o)
            .toArray();
    assertArrayEquals(expected, hits.ordinals(), label);
  }

  private static void checkNewcomers(
      TestCatalogue catalogue,
      IntPredicate eligible,
      Seeker seeker,
      CatalogueSearch search,
      int k,
      String label) {
    Hits hits = new Newcomers(3).find(search, seeker, k);
    boolean byTaste = seeker.taste().isPresent();
    if (!byTaste && seeker.meaning().isEmpty()) {
      assertEquals(0, hits.size(), label + ": nothing to choose by");
      return;
    }
    float[] by =
        byTaste ? seeker.taste().get() : Vectors.normalise(seeker.meaning().orElseThrow().clone());
    List<float[]> vectors = byTaste ? catalogue.tower : catalogue.unitTexts();
    int[] expected =
        IntStream.range(0, catalogue.size())
            .filter(o -> eligible.test(o) && catalogue.popularity.get(o) <= 3)
            .filter(o -> vectors.get(o) != null)
            .boxed()
            .sorted(Comparator.comparingDouble(o -> -Vectors.dot(by, vectors.get(o))))
            .limit(k)
            .mapToInt(o -> o)
            .toArray();
    assertArrayEquals(expected, hits.ordinals(), label);
  }

  /** With one middle it is the search by the mean of the liked texts. */
  private static void checkOneMiddle(
      TestCatalogue catalogue,
      IntPredicate eligible,
      int[] liked,
      CatalogueSearch search,
      Seeker seeker,
      int k,
      String label) {
    Hits hits = new History(1, 100, true).find(search, seeker, k);
    float[] mean = new float[7];
    for (int ordinal : liked) {
      if (catalogue.text.get(ordinal) != null) {
        Vectors.addScaled(mean, Vectors.normalise(catalogue.text.get(ordinal).clone()), 1);
      }
    }
    Vectors.normalise(mean);
    for (int i = 0; i < hits.size(); i++) {
      int ordinal = hits.ordinal(i);
      assertTrue(eligible.test(ordinal), label);
      float[] unit = Vectors.normalise(catalogue.text.get(ordinal).clone());
      assertEquals(Vectors.dot(mean, unit), hits.score(i), 1e-5f, label);
    }
    if (Vectors.dot(mean, mean) > 0) {
      long having =
          IntStream.range(0, catalogue.size())
              .filter(o -> eligible.test(o) && catalogue.text.get(o) != null)
              .count();
      assertEquals(Math.min(k, having), hits.size(), label);
    }
  }

  private static void checkAlike(IntPredicate eligible, Hits hits, int k, String label) {
    assertTrue(hits.size() <= k, label);
    assertEquals(Source.ALIKE, hits.source());
    for (int ordinal : hits.ordinals()) {
      assertTrue(eligible.test(ordinal), label);
    }
  }

  private static void checkFusion(
      Retrieval retrieval,
      CatalogueSearch search,
      Seeker seeker,
      int n,
      Retrieved found,
      String label) {
    Map<Integer, Double> fused = new TreeMap<>();
    Map<Integer, Map<Source, SourceHit>> said = new TreeMap<>();
    Set<Integer> kept = new TreeSet<>();
    List<Hits> lists = retrieval.lists(search, seeker);
    lists.forEach(list -> IntStream.of(list.ordinals()).forEach(o -> fused.put(o, 0.0)));
    for (int l = 0; l < lists.size(); l++) {
      Hits list = lists.get(l);
      Part part = retrieval.parts().get(l);
      double[] scores = IntStream.range(0, list.size()).mapToDouble(list::score).toArray();
      double mean =
          IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).average().orElse(0);
      double deviation =
          Math.sqrt(
              IntStream.range(0, scores.length)
                  .mapToDouble(i -> (scores[i] - mean) * (scores[i] - mean))
                  .average()
                  .orElse(0));
      Map<Integer, Integer> at = new TreeMap<>();
      for (int i = 0; i < list.size(); i++) {
        at.put(list.ordinal(i), i);
        said.computeIfAbsent(list.ordinal(i), o -> new TreeMap<>())
            .put(list.source(), new SourceHit(list.score(i), i + 1));
        if (i < part.quota()) {
          kept.add(list.ordinal(i));
        }
      }
      for (int ordinal : fused.keySet()) {
        Integer i = at.get(ordinal);
        double more =
            retrieval.mixing() instanceof Mixing.ReciprocalRank by
                ? i == null ? 0 : part.weight() / (by.k() + i + 1)
                : !(deviation > 0)
                    ? 0
                    : part.weight()
                        * (scores[i == null ? scores.length - 1 : i] - mean)
                        / deviation;
        fused.merge(ordinal, more, Double::sum);
      }
    }
    List<Integer> order = new ArrayList<>(fused.keySet());
    order.sort(Comparator.comparingDouble(o -> -fused.get(o)));
    Set<Integer> chosen = new HashSet<>(kept);
    order.stream()
        .filter(o -> !kept.contains(o))
        .limit(Math.max(0, n - kept.size()))
        .forEach(chosen::add);
    assertEquals(chosen, Set.copyOf(IntStream.of(found.ordinals()).boxed().toList()), label);
    double before = Double.POSITIVE_INFINITY;
    for (Retrieved.Item item : found.items()) {
      int ordinal = item.candidate().ordinal();
      assertEquals(fused.get(ordinal), item.score(), 1e-6, label);
      assertEquals(said.get(ordinal), item.candidate().hits(), label);
      assertTrue(item.score() <= before, label);
      before = item.score();
    }
    assertEquals(
        lists.stream().map(Hits::size).toList(),
        found.sources().stream().map(Retrieved.Report::found).toList());
  }

  @Test
  void aDeadlineThatHasPassedGivesWhatIsThereMarkedPartial() {
    TestCatalogue catalogue = TestCatalogue.random(new Random(3), 300, 7, 5);
    catalogue.build(folder.resolve("index"));
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("index"))) {
      Retrieved found =
          Retrieval.of(new Part(new Words(), 20), new Part(new Popular(), 20))
              .find(
                  index.search(Filter.none(), new int[0], Deadline.in(Duration.ZERO)),
                  Seeker.nobody().query("space"),
                  10);
      assertTrue(found.partial());
      assertEquals(10, found.items().size());
    }
  }
}
