package org.llmrec.train.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.llmrec.train.Epoch;

/**
 * All that the next epoch depends on.
 *
 * @param weights as they are
 * @param moments Adam's
 * @param random the sampler's state
 * @param order in which the last epoch took the positives, which the next one shuffles
 * @param dropouts the heights {@code I} of all matrices {@code [I, hidden]} that dropout was drawn
 *     for: the engine tells nobody its random state, but drawing the same again leads to it
 * @param epochs all passes in order
 * @param kept the best of them; none before the first, or without validation
 */
record LearnerState(
    Weights weights,
    Moments moments,
    long random,
    int[] order,
    int[] dropouts,
    List<Epoch> epochs,
    Optional<Kept> kept) {
  LearnerState {
    epochs = List.copyOf(epochs);
  }

  /** Before the first epoch. */
  static LearnerState begin(Weights weights, int positives, long seed) {
    return new LearnerState(
        weights,
        Moments.none(),
        ~seed,
        IntStream.range(0, positives).toArray(),
        new int[0],
        List.of(),
        Optional.empty());
  }
}
