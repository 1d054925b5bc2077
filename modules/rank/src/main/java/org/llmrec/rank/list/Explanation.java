package org.llmrec.rank.list;

import java.util.List;

/**
 * Why a candidate stands where it stands. What the features contribute and the baseline add up to
 * the score, within rounding.
 *
 * @param score of the candidate
 * @param baseline the score of one that has the mean of all candidates in every feature
 * @param features what each feature contributes to the difference, in their order; with trees
 *     {@link #TREES} after them
 * @param history by how much each item of the history raises the score, in the order of the
 *     history: through the parts that go by weights and by texts, whose scores are sums over the
 *     history. What factors say is not split
 */
public record Explanation(
    double score, double baseline, List<Share> features, List<Double> history) {
  /** Under this name stands what the leaves of all trees contribute, where there are trees. */
  public static final String TREES = "trees";

  /**
   * A share of a score.
   *
   * @param feature its name
   * @param value of the feature, NaN where it is missing; 0 for {@link Explanation#TREES}
   * @param amount negative for what speaks against the candidate
   */
  public record Share(String feature, double value, double amount) {}

  /** Copies the lists. */
  public Explanation {
    features = List.copyOf(features);
    history = List.copyOf(history);
  }
}
