package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankedRelevanceTest {
  private static final List<Metric> METRICS = metrics();

  private static List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (Metric.Family family : Metric.Family.values()) {
      metrics.add(new Metric(family, Metric.UNCUT));
      for (int cut : family == Metric.Family.AUC ? new int[0] : new int[] {1, 2, 3, 5, 10}) {
        metrics.add(new Metric(family, cut));
      }
    }
    return metrics;
  }

  @Test
  void expectedIsTheMeanOverAllOrdersOfTiedItems() {
    long seed = 21;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 400; round++) {
      int items = random.nextInt(1, 7);
      ListOracle.Case it = RandomCases.of(random, items);
      List<int[]> orders = new ArrayList<>();
      permutations(IntStream.range(0, items).toArray(), 0, orders);
      List<int[]> rankings = orders.stream().map(it::ranking).toList();
      RankedRelevance ranking = it.expected();
      for (Metric metric : METRICS) {
        double mean =
            rankings.stream()
                .mapToDouble(r -> ListOracle.of(metric, it, r))
                .average()
                .orElseThrow();
        assertEquals(mean, metric.of(ranking), 1e-12, metric + " seed " + seed + " round " + round);
      }
    }
  }

  @Test
  void trecIsTheListWithTiesByIdOrder() {
    long seed = 22;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      int items = random.nextInt(1, 60);
      ListOracle.Case it = RandomCases.of(random, items);
      int[] order = RandomCases.order(random, items);
      RankedRelevance ranking =
          RankedRelevance.trec(
              it.scores(), it.candidates(), it.masked(), it.relevant(), it.gains(), order);
      int[] sorted = it.ranking(order);
      RankedRelevance list = RankedRelevance.ofList(sorted, it.relevant(), it.gains());
      for (Metric metric : METRICS) {
        String where = metric + " seed " + seed + " round " + round;
        assertEquals(ListOracle.of(metric, it, sorted), metric.of(ranking), 1e-12, where);
        if (metric.family() != Metric.Family.AUC) {
          assertEquals(metric.of(ranking), metric.of(list), where);
        }
      }
    }
  }

  @Test
  void theOrderOfItemsChangesNothingAtAll() {
    long seed = 23;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 1_000; round++) {
      int items = random.nextInt(1, 80);
      ListOracle.Case it = RandomCases.of(random, items);
      int[] ids = RandomCases.order(random, items);
      int[] to = RandomCases.order(random, items);
      ListOracle.Case moved = moved(it, to);
      int[] movedIds = new int[items];
      for (int i = 0; i < items; i++) {
        movedIds[to[i]] = ids[i];
      }
      for (Metric metric : METRICS) {
        String where = metric + " seed " + seed + " round " + round;
        assertEquals(metric.of(it.expected()), metric.of(moved.expected()), where);
        assertEquals(metric.of(trec(it, ids)), metric.of(trec(moved, movedIds)), where);
      }
    }
  }

  @Test
  void manyTiedItemsShareTheirPlaces() {
    // One relevant item among 100,000 that all tie: every rank has the same chance.
    int n = 100_000;
    RankedRelevance ranking =
        RankedRelevance.expected(new float[n], null, null, new int[] {777}, null);
    double harmonic = 0;
    for (int rank = n; rank > 0; rank--) {
      harmonic += 1.0 / rank;
    }
    assertEquals(10.0 / n, Metric.named("recall@10").of(ranking), 1e-18);
    assertEquals(10.0 / n, Metric.named("hit@10").of(ranking), 1e-15);
    assertEquals(harmonic / n, Metric.named("mrr").of(ranking), 1e-15);
    assertEquals(harmonic / n, Metric.named("map").of(ranking), 1e-15);
    assertEquals(.5, Metric.named("auc").of(ranking));
  }

  @Test
  void theHandCaseHolds() {
    // Hits at ranks 1 and 4 of 10 places; the third relevant item is masked and so a miss.
    float[] scores = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 99};
    RankedRelevance ranking =
        RankedRelevance.expected(scores, null, new int[] {10}, new int[] {0, 3, 10}, null);
    assertEquals(10, ranking.ranked());
    assertEquals(3, ranking.relevant());
    assertEquals(2, ranking.rankedRelevant());
    assertEquals(.6714, Metric.named("ndcg@10").of(ranking), 5e-5);
    assertEquals(1.4307, 2.1309 * Metric.named("ndcg@10").of(ranking), 5e-5);
    assertEquals(2 / 3.0, Metric.named("recall@10").of(ranking), 1e-15);
    assertEquals(.5, Metric.named("map").of(ranking), 1e-15);
    assertEquals(.2, Metric.named("precision@10").of(ranking), 1e-15);
    assertEquals(1, Metric.named("mrr").of(ranking));
  }

  @Test
  void itemsWithoutARankNeverHit() {
    float[] scores = {Float.NEGATIVE_INFINITY, 1, Float.NEGATIVE_INFINITY, 0};
    RankedRelevance ranking = RankedRelevance.expected(scores, null, null, new int[] {0, 2}, null);
    assertEquals(2, ranking.ranked());
    assertEquals(0, ranking.rankedRelevant());
    for (Metric metric : METRICS) {
      assertEquals(0, metric.of(ranking), metric.label());
    }
  }

  @Test
  void whatCannotBeRankedIsRefused() {
    float[] scores = {1, Float.NaN, 0};
    int[] first = {0};
    int[] last = {2};
    int[] second = {1};
    assertEquals(2, RankedRelevance.expected(scores, null, second, first, null).ranked());
    refused(scores, null, null, first, null, "NaN at index 1");
    refused(scores, null, second, new int[0], null, "at least one relevant item");
    refused(scores, null, second, new int[] {2, 0}, null, "ascending");
    refused(scores, null, second, new int[] {3}, null, "found 3");
    refused(scores, null, second, first, new int[] {0}, "gains from 1 on");
    refused(scores, null, second, first, new int[] {1, 1}, "found 2");
    refused(scores, new int[] {2, 0}, null, last, null, "candidates in ascending order");
    refused(scores, new int[] {0, 0}, null, first, null, "candidates in ascending order");
    refused(scores, null, new int[] {1, 0}, last, null, "masked items in ascending order");
    assertThrows(
        IllegalArgumentException.class,
        () -> RankedRelevance.trec(scores, null, second, first, null, new int[2]));
    int[] twice = {0, 1, 0};
    assertThrows(IllegalArgumentException.class, () -> RankedRelevance.ofList(twice, first, null));
  }

  private static void refused(
      float[] scores, int[] candidates, int[] masked, int[] relevant, int[] gains, String why) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> RankedRelevance.expected(scores, candidates, masked, relevant, gains));
    assertEquals(true, refusal.getMessage().contains(why), refusal.getMessage());
  }

  private static RankedRelevance trec(ListOracle.Case it, int[] idOrder) {
    return RankedRelevance.trec(
        it.scores(), it.candidates(), it.masked(), it.relevant(), it.gains(), idOrder);
  }

  private static ListOracle.Case moved(ListOracle.Case it, int[] to) {
    float[] scores = new float[to.length];
    int[] gains = new int[to.length];
    for (int i = 0; i < to.length; i++) {
      scores[to[i]] = it.scores()[i];
      gains[to[i]] = it.gain(i);
    }
    int[] relevant = moved(it.relevant(), to);
    return new ListOracle.Case(
        scores,
        it.candidates() == null ? null : moved(it.candidates(), to),
        it.masked() == null ? null : moved(it.masked(), to),
        relevant,
        it.gains() == null ? null : Arrays.stream(relevant).map(i -> gains[i]).toArray());
  }

  private static int[] moved(int[] items, int[] to) {
    return Arrays.stream(items).map(i -> to[i]).sorted().toArray();
  }

  private static void permutations(int[] order, int from, List<int[]> all) {
    if (from == order.length) {
      all.add(order.clone());
    }
    for (int i = from; i < order.length; i++) {
      swap(order, from, i);
      permutations(order, from + 1, all);
      swap(order, from, i);
    }
  }

  private static void swap(int[] order, int a, int b) {
    int keep = order[a];
    order[a] = order[b];
    order[b] = keep;
  }
}
