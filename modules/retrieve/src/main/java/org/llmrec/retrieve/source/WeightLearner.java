package org.llmrec.retrieve.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.llmrec.retrieve.Hits;

/**
 * Learns what each source's list should weigh, by coordinate ascent on validation: one weight after
 * the other is set to what finds most, until a round changes nothing. What is maximised is the mean
 * recall among the first {@code n}, and between equals the mean nDCG there. Nothing is drawn: equal
 * input gives equal weights.
 *
 * <p>Give it validation, never test.
 */
public final class WeightLearner {
  /** What a weight may be. */
  static final List<Double> GRID = List.of(0.0, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0);

  private static final int ROUNDS = 4;

  // A gain must be more than noise in the last digits to move a weight.
  private static final double LEAST_GAIN = 1e-9;
  private static final double TIE_BREAK = 1e-3;

  private final Mixing mixing;
  private final List<Pool> pools = new ArrayList<>();
  private final List<Set<Integer>> relevant = new ArrayList<>();
  private final int n;

  /**
   * For a first stage of that size.
   *
   * @param n how many candidates count, 1 or more
   */
  public WeightLearner(Mixing mixing, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be 1 or more, found " + n);
    }
    this.mixing = mixing;
    this.n = n;
  }

  /**
   * Adds a request of validation.
   *
   * @param lists what {@link Retrieval#lists} gave, the same parts in the same order each time
   * @param wanted ordinals of what should be found; a request without any is left out
   */
  public void add(List<Hits> lists, Set<Integer> wanted) {
    if (!wanted.isEmpty()) {
      pools.add(new Pool(lists));
      relevant.add(Set.copyOf(wanted));
    }
  }

  /**
   * The weights.
   *
   * @param start one per part, where to begin
   * @return one per part; the start where nothing was added
   */
  public List<Double> learn(List<Double> start) {
    List<Double> weights = new ArrayList<>(start);
    double best = value(weights);
    for (int round = 0; round < ROUNDS; round++) {
      boolean changed = false;
      for (int part = 0; part < weights.size(); part++) {
        double kept = weights.get(part);
        for (double candidate : GRID) {
          weights.set(part, candidate);
          double value = somethingCounts(weights) ? value(weights) : Double.NEGATIVE_INFINITY;
          if (value > best + LEAST_GAIN) {
            best = value;
            kept = candidate;
            changed = true;
          }
        }
        weights.set(part, kept);
      }
      if (!changed) {
        break;
      }
    }
    return Collections.unmodifiableList(weights);
  }

  private static boolean somethingCounts(List<Double> weights) {
    return weights.stream().anyMatch(weight -> weight > 0);
  }

  private double value(List<Double> weights) {
    double sum = 0;
    for (int request = 0; request < pools.size(); request++) {
      sum += value(pools.get(request), relevant.get(request), weights);
    }
    return pools.isEmpty() ? 0 : sum / pools.size();
  }

  private double value(Pool pool, Set<Integer> wanted, List<Double> weights) {
    int[] order = Pool.order(pool.fused(mixing, weights));
    int found = 0;
    double gain = 0;
    double ideal = 0;
    for (int rank = 1; rank <= Math.min(n, Math.max(order.length, wanted.size())); rank++) {
      double discount = Math.log(2) / Math.log(1 + rank);
      if (rank <= order.length && wanted.contains(pool.ordinal(order[rank - 1]))) {
        found++;
        gain += discount;
      }
      ideal += rank <= wanted.size() ? discount : 0;
    }
    return found / (double) wanted.size() + TIE_BREAK * gain / ideal;
  }
}
