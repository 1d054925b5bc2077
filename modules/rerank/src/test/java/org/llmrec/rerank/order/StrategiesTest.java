package org.llmrec.rerank.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every strategy keeps to, whoever judges. */
class StrategiesTest {
  private static final long SEED = 20_261_128;

  private interface Strategy {
    Standing order(int n, int k, CountingJudge judge) throws InterruptedException;
  }

  private static Map<String, Strategy> strategies() {
    Map<String, Strategy> all = new LinkedHashMap<>();
    all.put("all pairs", (n, k, judge) -> AllPairs.order(n, judge::compare));
    all.put("heap of pairs", (n, k, judge) -> Heap.ofPairs(n, k, judge::compare));
    all.put("sliding", (n, k, judge) -> SlidingPasses.order(n, k, false, judge::compare));
    all.put("sliding, shrinking", (n, k, judge) -> SlidingPasses.order(n, k, true, judge::compare));
    all.put("heap of sets", (n, k, judge) -> Heap.ofSets(n, k, 4, judge::best));
    all.put("bubbles", (n, k, judge) -> SetBubbles.order(n, k, 4, judge::best));
    all.put("points", (n, k, judge) -> Points.order(n, judge::worth));
    all.put(
        "windows",
        (n, k, judge) -> Windows.order(n, Math.max(2, 2 * k), Math.max(1, k), judge::order));
    all.put(
        "shuffles",
        (n, k, judge) ->
            Shuffles.order(n, 3, Math.max(2, 2 * k), Math.max(1, k), SEED, judge::order));
    all.put("tournaments", (n, k, judge) -> Tournaments.order(n, 2, SEED, judge::pick));
    return all;
  }

  private static CountingJudge judge(SplittableRandom random, int n, long most) {
    return new CountingJudge(random.doubles(n, 0, 1).toArray(), most);
  }

  @Test
  void aJudgeWhoKnowsGetsTheBestToTheTop() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 60; round++) {
      int n = random.nextInt(1, 60);
      int k = random.nextInt(1, 12);
      CountingJudge judge = judge(random, n, Long.MAX_VALUE);
      List<Integer> best = judge.ordered(Standing.given(n)).subList(0, Math.min(n, k));
      for (Map.Entry<String, Strategy> each : strategies().entrySet()) {
        if (each.getKey().equals("tournaments")) {
          // Its points are few: it tells who is among the best, and ties keep their given order.
          continue;
        }
        Standing standing = each.getValue().order(n, k, judge);
        String label = each.getKey() + ", seed " + SEED + ", round " + round;
        assertEquals(best, standing.order().subList(0, Math.min(n, k)), label);
        assertTrue(standing.halted().isEmpty(), label);
      }
    }
  }

  @Test
  void aTournamentEndsWithTheBestTwo() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 60; round++) {
      int n = random.nextInt(3, 260);
      CountingJudge judge = judge(random, n, Long.MAX_VALUE);
      List<Integer> best = judge.ordered(Standing.given(n)).subList(0, 2);
      Standing standing = Tournaments.order(n, 1, SEED + round, judge::pick);
      assertEquals(
          best.stream().sorted().toList(),
          standing.order().subList(0, 2),
          "seed " + SEED + ", round " + round);
    }
  }

  @Test
  void howeverSoonTheJudgeFallsSilentNobodyIsLost() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 200; round++) {
      int n = random.nextInt(2, 40);
      int k = random.nextInt(1, 12);
      long most = random.nextInt(30);
      double[] worth = random.doubles(n, 0, 1).toArray();
      for (Map.Entry<String, Strategy> each : strategies().entrySet()) {
        CountingJudge judge = new CountingJudge(worth, most);
        // The standing itself refuses to be anything but a permutation.
        Standing standing = each.getValue().order(n, k, judge);
        String label = each.getKey() + ", seed " + SEED + ", round " + round;
        assertEquals(judge.asked() > most, standing.halted().isPresent(), label);
        if (most == 0 && judge.asked() > 0) {
          assertEquals(Standing.given(n), standing.order(), label);
          assertTrue(standing.points().stream().allMatch(p -> p.isNaN()), label);
        }
      }
    }
  }

  @Test
  void ofOneOrNoneNothingIsAsked() throws Exception {
    for (Map.Entry<String, Strategy> each : strategies().entrySet()) {
      for (int n = 0; n < 2; n++) {
        CountingJudge judge = CountingJudge.falling(n);
        assertEquals(Standing.given(n), each.getValue().order(n, 3, judge).order(), each.getKey());
        assertTrue(judge.asked() == 0 || each.getKey().equals("points"), each.getKey());
      }
    }
  }

  @Test
  void whatIsUnclearLeavesASetAsItIs() throws Exception {
    assertEquals(Standing.given(9), Heap.ofSets(9, 9, 3, items -> OptionalInt.empty()).order());
    assertEquals(
        Standing.given(9), SetBubbles.order(9, 9, 3, items -> OptionalInt.empty()).order());
  }

  @Test
  void anItemThatNobodyCanJudgeStays() throws Exception {
    Standing standing = Points.order(4, i -> i == 1 ? Double.NaN : i);
    assertEquals(List.of(3, 1, 2, 0), standing.order());
    assertFalse(standing.halted().isPresent());
  }

  @Test
  void aBrokenJudgeIsNotHushedUp() {
    assertThrows(
        IllegalStateException.class,
        () ->
            AllPairs.order(
                5,
                (i, j) -> {
                  throw new IllegalStateException("broken");
                }));
  }
}
