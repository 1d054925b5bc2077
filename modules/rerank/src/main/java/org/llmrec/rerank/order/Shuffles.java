package org.llmrec.rerank.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.llmrec.rerank.internal.Parallel;

/**
 * Permutation self-consistency (Tang et al., 2310.07712): the list is shuffled several times, each
 * shuffle is ordered in windows, all at the same time, and the answer is the order nearest to all
 * of them. What a model prefers for its place alone cancels out.
 */
public final class Shuffles {
  private Shuffles() {}

  /**
   * Orders. A shuffle that was halted is left out.
   *
   * @param n how many items
   * @param shuffles how many, 1 or more
   * @param size of a window, 2 or more
   * @param step of a window
   */
  public static Standing order(int n, int shuffles, int size, int step, long seed, ListJudge judge)
      throws InterruptedException {
    SplittableRandom lots = new SplittableRandom(seed);
    List<List<Integer>> starts = new ArrayList<>();
    for (int s = 0; s < shuffles; s++) {
      List<Integer> start = new ArrayList<>(Standing.given(n));
      Collections.shuffle(start, lots);
      starts.add(start);
    }
    Parallel.Opinions<Standing> opinions =
        Parallel.ask(starts, start -> Windows.order(start, size, step, judge));
    List<List<Integer>> orders = new ArrayList<>();
    Optional<HaltedException> halted = Optional.empty();
    for (Optional<Standing> each : opinions.answers()) {
      Standing standing = each.orElseThrow();
      if (standing.halted().isEmpty()) {
        orders.add(standing.order());
      }
      halted = halted.or(standing::halted);
    }
    if (orders.isEmpty()) {
      return Places.halted(Standing.given(n), false, halted.orElseThrow());
    }
    return Standing.byPlaces(Kemeny.centre(orders), halted);
  }
}
