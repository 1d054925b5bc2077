package org.llmrec.rerank;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The answer of a reranker.
 *
 * @param items the candidates of the request, each once, the best first
 * @param outcome whether all of those to be reranked were judged
 * @param cost what it took
 */
public record Reranking(List<Reranked> items, Outcome outcome, Cost cost) {

  /**
   * Copies the list and holds it to be a permutation.
   *
   * @throws IllegalArgumentException if one of the places from 1 to the size is missing
   */
  public Reranking {
    items = List.copyOf(items);
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(cost, "cost");
    Set<Integer> places = HashSet.newHashSet(items.size());
    for (Reranked item : items) {
      if (item.given() < 1 || item.given() > items.size() || !places.add(item.given())) {
        throw new IllegalArgumentException(
            "reranking: expected each place from 1 to "
                + items.size()
                + " once, found "
                + item.given());
      }
    }
  }

  /**
   * Of scores. Candidates that have one share out their places among themselves, the greatest score
   * first and equal ones in their present order; one that has none stays where it is, since nothing
   * is known of it that could move it.
   *
   * @param scores one for each of {@link RerankRequest#head}; NaN for none
   */
  public static Reranking byScores(
      RerankRequest request, double[] scores, Outcome outcome, Cost cost) {
    List<Integer> judged = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isNaN(scores[i])) {
        judged.add(i);
      }
    }
    List<Integer> best = new ArrayList<>(judged);
    best.sort(Comparator.comparingDouble(i -> -scores[i]));
    List<Reranked> items = new ArrayList<>();
    for (int i = 0; i < request.candidates().size(); i++) {
      items.add(new Reranked(request.candidates().get(i), i + 1, OptionalDouble.empty()));
    }
    for (int p = 0; p < best.size(); p++) {
      int i = best.get(p);
      items.set(
          judged.get(p),
          new Reranked(request.candidates().get(i), i + 1, OptionalDouble.of(scores[i])));
    }
    return new Reranking(items, outcome, cost);
  }

  /** Where a reranker goes by what somebody met and nothing is known of them: the given order. */
  public static Reranking ofUnknown(RerankRequest request) {
    double[] none = new double[request.head().size()];
    Arrays.fill(none, Double.NaN);
    Outcome why = new Outcome.Fallback("nothing is known of the person, whose history decides");
    return byScores(request, none, why, Cost.ofScoring(0, 0, 0, Duration.ZERO));
  }

  /** Whether all that should be judged was. */
  public boolean full() {
    return outcome instanceof Outcome.Full || outcome instanceof Outcome.Repaired;
  }
}
