package org.llmrec.retrieve.source;

import org.llmrec.retrieve.Fusion;

/** How lists of different sources become one. */
public sealed interface Mixing {
  /**
   * By ranks: the sum of {@code weight / (k + rank)}; needs no scores to be comparable. See {@link
   * Fusion}.
   *
   * @param k how slowly the weight falls with the rank, 0 or more
   */
  record ReciprocalRank(int k) implements Mixing {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ReciprocalRank {
      if (k < 0) {
        throw new IllegalArgumentException("k must be 0 or more, found " + k);
      }
    }

    /** With {@value Fusion#K}. */
    public ReciprocalRank() {
      this(Fusion.K);
    }
  }

  /** By scores, each list standardised by its own mean and deviation; see {@link Fusion}. */
  record ZScores() implements Mixing {}
}
