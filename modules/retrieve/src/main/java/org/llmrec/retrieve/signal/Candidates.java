package org.llmrec.retrieve.signal;

import java.util.List;
import org.llmrec.rank.list.ListNetwork;

/**
 * What a query found, to be put in order. Arrays are not to be changed.
 *
 * @param items the candidates' numbers, ascending
 * @param names of the features; the same for every query of one search
 * @param features {@code [features][candidates]}
 * @param fused reciprocal rank fusion of all that was found, {@code [items of the catalogue]};
 *     negative infinity for what was not
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record Candidates(int[] items, List<String> names, float[][] features, float[] fused) {
  /**
   * The scores of a network: candidates in its order, and all else below them as it was fused.
   *
   * @param scores filled, {@code [items of the catalogue]}; negative infinity for what was not
   *     found
   * @throws IllegalArgumentException if the network takes another number of features
   */
  public void score(ListNetwork network, float[] scores) {
    if (network.features() != names.size()) {
      throw new IllegalArgumentException(
          "expected a network of " + names.size() + " features, found " + network.features());
    }
    System.arraycopy(fused, 0, scores, 0, scores.length);
    if (items.length == 0) {
      return;
    }
    float[] own = new float[items.length];
    network.add(features, own);
    float least = own[0];
    for (float score : own) {
      least = Math.min(least, score);
    }
    for (int i = 0; i < items.length; i++) {
      // Fused scores are at most 1.
      scores[items[i]] = own[i] - least + 2;
    }
  }
}
