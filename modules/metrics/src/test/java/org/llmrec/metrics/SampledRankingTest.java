package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampledRankingTest {
  private static final Metric HIT = Metric.named("hit@10");

  @Test
  void drawnItemsTurnTheOrderOfTwoSystems() {
    // Krichene and Rendle (2020): A ranks half its targets first of 10,000 and half at 5,000, B all
    // at 100. In full A is better; among 100 drawn items B looks perfect.
    float[] scores = new float[10_000];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -i;
    }
    SampledRanking sampled = new SampledRanking(100, 5);
    int cases = 1_000;
    double fullA = 0;
    double fullB = 0;
    double sampledA = 0;
    double sampledB = 0;
    for (int number = 0; number < cases; number++) {
      int[] targetA = {number % 2 == 0 ? 0 : 4_999};
      int[] targetB = {99};
      fullA += HIT.of(RankedRelevance.expected(scores, null, null, targetA, null));
      fullB += HIT.of(RankedRelevance.expected(scores, null, null, targetB, null));
      sampledA += HIT.of(sampled.of(number, scores, null, null, targetA, null));
      sampledB += HIT.of(sampled.of(number, scores, null, null, targetB, null));
    }
    assertEquals(.5, fullA / cases);
    assertEquals(0, fullB / cases);
    assertEquals(.5, sampledA / cases, .01);
    assertEquals(1, sampledB / cases, .01);
  }

  @Test
  void drawnAreAsManyAsAskedAndOnlyWhatMayBe() {
    long seed = 71;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 500; round++) {
      int items = random.nextInt(2, 60);
      ListOracle.Case it = RandomCases.of(random, items);
      int negatives = random.nextInt(1, 40);
      SampledRanking sampled = new SampledRanking(negatives, seed);
      int[] drawn = sampled.drawn(round, items, it.candidates(), it.masked(), it.relevant());
      String where = "seed " + seed + " round " + round;
      int[] eligible = it.eligible();
      int[] good = Arrays.stream(eligible).filter(i -> it.gain(i) > 0).toArray();
      assertEquals(
          good.length + Math.min(negatives, eligible.length - good.length), drawn.length, where);
      assertArrayEquals(Arrays.stream(drawn).sorted().distinct().toArray(), drawn, where);
      for (int item : drawn) {
        assertTrue(Arrays.binarySearch(eligible, item) >= 0, where);
      }
      for (int item : good) {
        assertTrue(Arrays.binarySearch(drawn, item) >= 0, where);
      }
      RankedRelevance ranking =
          sampled.of(round, it.scores(), it.candidates(), it.masked(), it.relevant(), it.gains());
      assertEquals(it.relevant().length, ranking.relevant(), where);
      assertEquals(it.expected().rankedRelevant(), ranking.rankedRelevant(), where);
    }
  }

  @Test
  void everyItemIsDrawnEquallyOften() {
    int[] times = new int[20];
    int[] relevant = {4};
    SampledRanking sampled = new SampledRanking(5, 72);
    for (int number = 0; number < 19_000; number++) {
      for (int item : sampled.drawn(number, 20, null, null, relevant)) {
        times[item]++;
      }
    }
    assertEquals(19_000, times[4]);
    for (int item = 0; item < 20; item++) {
      // 5,000 of 19,000 expected, standard deviation 61.
      assertTrue(item == 4 || Math.abs(times[item] - 5_000) < 300, Arrays.toString(times));
    }
  }

  @Test
  void theSeedAndTheCaseDecideWhatIsDrawn() {
    int[] relevant = {4};
    int[] first = new SampledRanking(10, 1).drawn(0, 1_000, null, null, relevant);
    assertArrayEquals(first, new SampledRanking(10, 1).drawn(0, 1_000, null, null, relevant));
    int[] otherCase = new SampledRanking(10, 1).drawn(1, 1_000, null, null, relevant);
    int[] otherSeed = new SampledRanking(10, 2).drawn(0, 1_000, null, null, relevant);
    assertTrue(!Arrays.equals(first, otherCase) && !Arrays.equals(first, otherSeed));
  }

  @Test
  void withEverythingDrawnItIsTheFullRanking() {
    long seed = 73;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      ListOracle.Case it = RandomCases.of(random, 30);
      RankedRelevance all =
          new SampledRanking(30, 1)
              .of(round, it.scores(), it.candidates(), it.masked(), it.relevant(), it.gains());
      for (String label : new String[] {"ndcg@10", "map", "mrr", "auc"}) {
        Metric metric = Metric.named(label);
        assertEquals(
            metric.of(it.expected()), metric.of(all), label + " seed " + seed + " round " + round);
      }
    }
  }

  @Test
  void drawingNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new SampledRanking(0, 1));
  }
}
