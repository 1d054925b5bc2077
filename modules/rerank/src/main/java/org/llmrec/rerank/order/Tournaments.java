package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.rerank.internal.Parallel;
import org.llmrec.rerank.internal.Parallel.Opinions;

/**
 * Tournaments in groups (Chen et al., "TourRank: Utilizing Large Language Models for Documents
 * Ranking with a Tournament-Inspired Strategy", 2406.11678, section 3): of each group the best go
 * on to the next stage, each advance is a point, and points of several tournaments are added up.
 * Groups take items from all over the given order, and are shown in an order drawn by lot, so that
 * the given order hardly matters. Groups of a stage play at the same time, and so do tournaments.
 */
public final class Tournaments {
  private final int n;
  private final PickJudge judge;

  private Tournaments(int n, PickJudge judge) {
    this.n = n;
    this.judge = judge;
  }

  /**
   * One tournament's points.
   *
   * @param won by item
   */
  private record Result(List<Integer> won, Optional<HaltedException> halted) {}

  /**
   * Orders. Where a question could not be asked, its group stays and the tournament ends there.
   *
   * @param n how many items
   * @param tournaments how many are held
   * @param seed of the lots
   */
  public static Standing order(int n, int tournaments, long seed, PickJudge judge)
      throws InterruptedException {
    Tournaments hall = new Tournaments(n, judge);
    List<Long> seeds = new SplittableRandom(seed).longs(tournaments).boxed().toList();
    List<Double> points = new ArrayList<>(Collections.nCopies(n, 0.0));
    Optional<HaltedException> halted = Optional.empty();
    Opinions<Result> results = Parallel.ask(seeds, hall::hold);
    for (Optional<Result> each : results.answers()) {
      // A tournament hands back what was won before it was halted.
      Result result = each.orElseThrow();
      for (int i = 0; i < n; i++) {
        points.set(i, points.get(i) + result.won().get(i));
      }
      halted = halted.or(result::halted);
    }
    boolean any = n < 2 || points.stream().anyMatch(p -> p > 0);
    return Standing.byPoints(any ? points : Collections.nCopies(n, Double.NaN), halted);
  }

  private Result hold(long seed) throws InterruptedException {
    SplittableRandom lots = new SplittableRandom(seed);
    List<Integer> won = new ArrayList<>(Collections.nCopies(n, 0));
    List<Integer> field = Standing.given(n);
    for (Stage stage : Stage.of(n)) {
      List<List<Integer>> groups = groups(field, stage, lots);
      Opinions<List<Integer>> picks =
          Parallel.ask(
              groups,
              group ->
                  group.size() <= stage.advance() ? group : judge.pick(group, stage.advance()));
      List<Integer> next = new ArrayList<>();
      for (Optional<List<Integer>> picked : picks.answers()) {
        for (int item : picked.orElse(List.of())) {
          won.set(item, won.get(item) + 1);
          next.add(item);
        }
      }
      if (picks.halted().isPresent()) {
        return new Result(won, picks.halted());
      }
      Collections.sort(next);
      field = next;
    }
    return new Result(won, Optional.empty());
  }

  /** Each group gets every so-manieth item, so that the best of the given order are apart. */
  private static List<List<Integer>> groups(
      List<Integer> field, Stage stage, SplittableRandom lots) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int g = 0; g < stage.groups(); g++) {
      int first = g;
      List<Integer> group =
          new ArrayList<>(
              IntStream.range(0, field.size())
                  .filter(i -> i % stage.groups() == first)
                  .mapToObj(field::get)
                  .toList());
      Collections.shuffle(group, lots);
      if (!group.isEmpty()) {
        groups.add(group);
      }
    }
    return groups;
  }
}
