package org.llmrec.retrieve.source;

import java.util.Objects;

/**
 * A source's part in a retrieval.
 *
 * @param from the source
 * @param k how many hits it is asked for, 1 or more
 * @param weight of its list in the fusion, 0 or more; 0 for one that only fills its quota
 * @param quota so many of its best are candidates however they fare in the fusion, 0 to {@code k}
 */
public record Part(CandidateSource from, int k, double weight, int quota) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Part {
    Objects.requireNonNull(from, "from");
    if (k < 1 || !(weight >= 0 && weight < Double.POSITIVE_INFINITY) || quota < 0 || quota > k) {
      throw new IllegalArgumentException(
          from.source()
              + ": expected k from 1 on, a weight from 0 on and a quota of 0 to k, found "
              + k
              + ", "
              + weight
              + " and "
              + quota);
    }
  }

  /** Of weight 1, without a quota. */
  public Part(CandidateSource from, int k) {
    this(from, k, 1, 0);
  }

  /** The same with another weight. */
  public Part weight(double value) {
    return new Part(from, k, value, quota);
  }

  /** The same with another quota. */
  public Part quota(int value) {
    return new Part(from, k, weight, value);
  }
}
