package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.llmrec.rerank.internal.Parallel;

/**
 * Compares every pair, all at the same time: an item's points are the pairs that it wins and half
 * of those that nobody does (Qin et al., "Large Language Models are Effective Text Rankers with
 * Pairwise Ranking Prompting", 2306.17563, section 3.2). Equal points leave the given order. Hardly
 * depends on the given order, and costs N(N-1)/2 comparisons. A pair that could not be asked counts
 * as one that nobody wins.
 */
public final class AllPairs {
  private AllPairs() {}

  private record Pair(int first, int second) {}

  /**
   * Orders.
   *
   * @param n how many items
   */
  public static Standing order(int n, PairJudge judge) throws InterruptedException {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        pairs.add(new Pair(i, j));
      }
    }
    Parallel.Opinions<Preference> opinions =
        Parallel.ask(pairs, pair -> judge.compare(pair.first(), pair.second()));
    List<Double> points = new ArrayList<>(Collections.nCopies(n, 0.0));
    boolean any = pairs.isEmpty();
    for (int p = 0; p < pairs.size(); p++) {
      Optional<Preference> opinion = opinions.answers().get(p);
      any |= opinion.isPresent();
      double share = share(opinion.orElse(Preference.TIE));
      points.set(pairs.get(p).first(), points.get(pairs.get(p).first()) + share);
      points.set(pairs.get(p).second(), points.get(pairs.get(p).second()) + 1 - share);
    }
    return Standing.byPoints(any ? points : Collections.nCopies(n, Double.NaN), opinions.halted());
  }

  private static double share(Preference preference) {
    return switch (preference) {
      case FIRST -> 1;
      case TIE -> 0.5;
      case SECOND -> 0;
    };
  }
}
