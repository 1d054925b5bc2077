package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FusionTest {

  @Test
  void ranksAndFusedScoresAreThoseOfTheDefinition() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      int n = random.nextInt(40);
      List<int[]> lists = new ArrayList<>();
      double[] expected = new double[n];
      for (int list = random.nextInt(4); list > 0; list--) {
        float[] scores = new float[n];
        for (int i = 0; i < n; i++) {
          scores[i] = random.nextInt(4) == 0 ? Float.NaN : random.nextInt(5) - 2;
        }
        int[] ranks = Fusion.ranks(scores);
        for (int i = 0; i < n; i++) {
          int rank = naiveRank(scores, i);
          assertEquals(rank, ranks[i], "seed " + seed);
          expected[i] += rank == 0 ? 0 : 1.0 / (20 + rank);
        }
        lists.add(ranks);
      }
      double[] fused = Fusion.reciprocalRank(lists);
      assertArrayEquals(lists.isEmpty() ? new double[0] : expected, fused, 1e-15, "seed " + seed);
    }
  }

  private static int naiveRank(float[] scores, int i) {
    if (Float.isNaN(scores[i])) {
      return 0;
    }
    int rank = 1;
    for (int j = 0; j < scores.length; j++) {
      if (scores[j] > scores[i] || (scores[j] == scores[i] && j < i)) {
        rank++;
      }
    }
    return rank;
  }

  @Test
  void listsOfDifferentItemsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Fusion.reciprocalRank(List.of(new int[2], new int[3])));
    assertThrows(
        IllegalArgumentException.class, () -> Fusion.reciprocalRank(List.of(new int[] {-1})));
  }

  @Test
  void anotherNumberThanTwentyMayDampTheRanks() {
    List<int[]> lists = List.of(new int[] {1, 2, 0}, new int[] {3, 0, 0});
    assertArrayEquals(
        new double[] {2.0 / 61 + 0.5 / 63, 2.0 / 62, 0},
        Fusion.reciprocalRank(lists, List.of(2.0, 0.5), 60),
        1e-15);
    assertArrayEquals(
        new double[] {1.0 + 1.0 / 3, 0.5, 0},
        Fusion.reciprocalRank(lists, List.of(1.0, 1.0), 0),
        1e-15);
    assertThrows(
        IllegalArgumentException.class, () -> Fusion.reciprocalRank(lists, List.of(1.0, 1.0), -1));
  }

  @Test
  void aCandidateRemembersWhoFoundItAndWhere() {
    Hits words = new Hits(Source.WORDS, new int[] {5, 2}, new float[] {3, 1}, false);
    Hits text = new Hits(Source.TEXT, new int[] {2}, new float[] {0.5f}, false);
    assertEquals(
        List.of(
            new Candidate(
                2, Map.of(Source.TEXT, new SourceHit(0.5f, 1), Source.WORDS, new SourceHit(1, 2))),
            new Candidate(5, Map.of(Source.WORDS, new SourceHit(3, 1)))),
        Candidate.union(List.of(words, text)));
    assertThrows(IllegalArgumentException.class, () -> Candidate.union(List.of(words, words)));
  }

  @Test
  void standardisedScoresByHand() {
    // Mean 2, deviation 1: z of 3 and 1 are 1 and -1; the item that is missing counts as the last.
    float[] a = {3, 1, Float.NaN};
    // Mean 20, deviation 10.
    float[] b = {Float.NaN, 30, 10};
    double[] fused = Fusion.zScores(List.of(a, b), List.of(1.0, 2.0));
    assertArrayEquals(new double[] {1 - 2, -1 + 2, -1 - 2}, fused, 1e-12);
    assertArrayEquals(
        new double[3],
        Fusion.zScores(List.of(new float[] {5, 5, Float.NaN}, new float[3]), List.of(1.0, 1.0)),
        "lists that tell nothing apart add nothing");
  }
}
