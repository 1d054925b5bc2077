package org.llmrec.train.list;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A list to learn from: candidates of which the first are positive. Its arrays are not to be
 * changed.
 *
 * @param features {@code [length, features]} row-major; NaN is missing, where whoever learns takes
 *     that
 * @param weights how much each positive weighs against the others of the list, {@code [positives]},
 *     each finite and above 0, at least one
 * @param length how many candidates, more than there are positives
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record RankedList(float[] features, float[] weights, int length) {
  /**
   * With positives that weigh the same.
   *
   * @param positives how many, at least one, fewer than there are candidates
   */
  public RankedList(float[] features, int positives, int length) {
    this(features, ones(positives), length);
  }

  /**
   * Of candidates in any order.
   *
   * @param features {@code [features][candidates]}
   * @param targets how much each candidate weighs, {@code [candidates]}, finite; positive from
   *     above 0
   * @return empty where all or none of them are positive: such a list teaches no order
   */
  public static Optional<RankedList> of(float[][] features, float[] targets) {
    int n = targets.length;
    int[] order =
        IntStream.concat(
                IntStream.range(0, n).filter(i -> targets[i] > 0),
                IntStream.range(0, n).filter(i -> !(targets[i] > 0)))
            .toArray();
    int positives = (int) IntStream.range(0, n).filter(i -> targets[i] > 0).count();
    if (positives == 0 || positives == n) {
      return Optional.empty();
    }
    float[] weights = new float[positives];
    float[] values = new float[n * features.length];
    for (int i = 0; i < n; i++) {
      if (i < positives) {
        weights[i] = targets[order[i]];
      }
      for (int f = 0; f < features.length; f++) {
        values[i * features.length + f] = features[f][order[i]];
      }
    }
    return Optional.of(new RankedList(values, weights, n));
  }

  private static float[] ones(int n) {
    float[] weights = new float[n];
    Arrays.fill(weights, 1);
    return weights;
  }

  /** How many positives. */
  public int positives() {
    return weights.length;
  }
}
