package org.llmrec.rerank.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cases worked by hand: pairwise ranking prompting (2306.17563) and its counts. */
class PairwiseCasesTest {
  /**
   * Of items a, b, c, d: a beats b and c, b beats c, d beats b, and nobody tells a from d, c from
   * d.
   */
  private static final Map<String, Preference> OPINIONS =
      Map.of(
          "ab", Preference.FIRST,
          "ac", Preference.FIRST,
          "ad", Preference.TIE,
          "bc", Preference.FIRST,
          "bd", Preference.SECOND,
          "cd", Preference.TIE);

  private static Preference opinion(char one, char other) {
    return one < other ? OPINIONS.get("" + one + other) : OPINIONS.get("" + other + one).reversed();
  }

  private static PairJudge judgeOf(String items) {
    return (i, j) -> opinion(items.charAt(i), items.charAt(j));
  }

  private static String named(String items, Standing standing) {
    StringBuilder names = new StringBuilder();
    standing.order().forEach(i -> names.append(items.charAt(i)));
    return names.toString();
  }

  @Test
  void allPairsCountsWinsAndHalves() throws Exception {
    Standing standing = AllPairs.order(4, judgeOf("abcd"));
    assertEquals(List.of(2.5, 1.0, 0.5, 2.0), standing.points());
    assertEquals("adbc", named("abcd", standing));
    assertEquals(6, standing.points().stream().mapToDouble(p -> p).sum());
  }

  @Test
  void aTieBlocksBubbling() throws Exception {
    String given = "cbda";
    assertEquals("cdba", named(given, SlidingPasses.order(4, 1, false, judgeOf(given))));
    assertEquals("cdab", named(given, SlidingPasses.order(4, 2, false, judgeOf(given))));
    assertEquals("cdab", named(given, SlidingPasses.order(4, 3, false, judgeOf(given))));
  }

  @Test
  void aCycleLeavesTheGivenOrder() throws Exception {
    PairJudge cycle = (i, j) -> (j - i + 3) % 3 == 1 ? Preference.FIRST : Preference.SECOND;
    Standing standing = AllPairs.order(3, cycle);
    assertEquals(List.of(1.0, 1.0, 1.0), standing.points());
    assertEquals(List.of(0, 1, 2), standing.order());
  }

  @Test
  void aJudgeWhoNeverTellsChangesNothing() throws Exception {
    PairJudge never = (i, j) -> Preference.TIE;
    List<Integer> given = Standing.given(8);
    assertEquals(given, AllPairs.order(8, never).order());
    assertEquals(given, SlidingPasses.order(8, 7, false, never).order());
    assertEquals(given, Heap.ofPairs(8, 8, never).order());
  }

  @Test
  void callsAreThoseOfTheTable() throws Exception {
    // A comparison is two prompts, one in each order of the two.
    CountingJudge judge = CountingJudge.falling(100);
    AllPairs.order(100, judge::compare);
    assertEquals(9_900, 2 * judge.asked());
    judge = CountingJudge.falling(20);
    AllPairs.order(20, judge::compare);
    assertEquals(380, 2 * judge.asked());
    judge = CountingJudge.falling(100);
    SlidingPasses.order(100, 10, false, judge::compare);
    assertEquals(1_980, 2 * judge.asked());
    judge = CountingJudge.falling(20);
    SlidingPasses.order(20, 10, false, judge::compare);
    assertEquals(380, 2 * judge.asked());
    judge = CountingJudge.falling(100);
    SlidingPasses.order(100, 10, true, judge::compare);
    assertEquals(1_890, 2 * judge.asked());
    judge = CountingJudge.falling(20);
    SlidingPasses.order(20, 10, true, judge::compare);
    assertEquals(290, 2 * judge.asked());
    judge = CountingJudge.falling(100);
    Windows.order(100, 20, 10, judge::order);
    assertEquals(9, judge.asked());
    judge = CountingJudge.falling(20);
    Windows.order(20, 20, 10, judge::order);
    assertEquals(1, judge.asked());
    judge = CountingJudge.falling(100);
    Tournaments.order(100, 1, 7, judge::pick);
    assertEquals(13, judge.asked());
  }

  @Test
  void asManyPassesAsThereArePairsOfNeighboursSortAll() throws Exception {
    CountingJudge rising = new CountingJudge(new double[] {0, 1, 2, 3, 4, 5});
    assertEquals(
        List.of(5, 4, 3, 2, 1, 0), SlidingPasses.order(6, 5, false, rising::compare).order());
  }
}
