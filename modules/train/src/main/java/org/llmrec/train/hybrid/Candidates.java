package org.llmrec.train.hybrid;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.llmrec.metrics.TopK;
import org.llmrec.rank.list.Asking;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.Signals;
import org.llmrec.train.list.RankedList;

/**
 * Makes one list to learn from: the best by the plain sum of the methods' scores, as the network
 * will be asked about them. What is positive and not among them, it will not be asked about.
 *
 * @param eligible which items may be in a list
 * @param depth how many are the best
 */
record Candidates(Signals signals, IntPredicate eligible, int depth) {

  /**
   * What comes of a history.
   *
   * @param teaching to learn from, where some are positive and some not
   * @param judged with every label, where that is wanted and there is a candidate
   */
  record Made(Optional<RankedList> teaching, Optional<JudgedList> judged) {}

  /**
   * A list.
   *
   * @param history what is known, and left out
   * @param positives what counts as positive, ascending
   * @param judge whether it is also wanted to judge by
   */
  Made of(History history, int[] positives, boolean judge) {
    try (Asking asking = signals.ask(history)) {
      return of(asking, history.items(), positives, judge);
    }
  }

  private Made of(Asking asking, int[] history, int[] positives, boolean judge) {
    float[] sums = new float[signals.items()];
    asking.sums(sums);
    for (int item = 0; item < sums.length; item++) {
      if (!eligible.test(item)) {
        sums[item] = Float.NEGATIVE_INFINITY;
      }
    }
    for (int item : history) {
      sums[item] = Float.NEGATIVE_INFINITY;
    }
    int[] best = TopK.ranked(sums, depth, null, new int[0]);
    float[] targets = new float[best.length];
    boolean[] positive = new boolean[best.length];
    boolean[] met = new boolean[best.length];
    for (int i = 0; i < targets.length; i++) {
      positive[i] = Arrays.binarySearch(positives, best[i]) >= 0;
      targets[i] = positive[i] ? 1 : 0;
      met[i] = !signals.unmet(best[i]);
    }
    float[][] features = asking.features(best);
    return new Made(
        RankedList.of(features, targets),
        judge && best.length > 0
            ? Optional.of(JudgedList.copyOf(history.length, features, positive, met))
            : Optional.empty());
  }
}
