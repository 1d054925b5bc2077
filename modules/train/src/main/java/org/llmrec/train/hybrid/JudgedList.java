package org.llmrec.train.hybrid;

import java.util.Arrays;

/**
 * The best candidates of one user with the label of each, whether any is positive or not. Its
 * arrays are not to be changed.
 *
 * @param known how long the user's history is
 * @param features {@code [features][candidates]}
 * @param positive {@code [candidates]}: whether it was laid aside
 * @param met {@code [candidates]}: whether somebody met it among the rows that were kept
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record JudgedList(int known, float[][] features, boolean[] positive, boolean[] met) {

  /** Of features that will be overwritten, and are as long as that or longer. */
  static JudgedList copyOf(int known, float[][] features, boolean[] positive, boolean[] met) {
    float[][] copy = new float[features.length][];
    for (int f = 0; f < copy.length; f++) {
      copy[f] = Arrays.copyOf(features[f], positive.length);
    }
    return new JudgedList(known, copy, positive, met);
  }
}
