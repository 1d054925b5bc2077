package org.llmrec.encode.pair;

import java.time.Duration;
import java.util.Arrays;

/**
 * The answer to one call.
 *
 * @param values {@code [N]}, one score per pair in the order of the call, the greater the better
 *     the fit; of a model's own scale, comparable between calls; NaN where there is none. Not
 *     copied
 * @param scored {@code [N]}, which pairs have a score: all but those that the deadline came before;
 *     not copied
 * @param cut {@code [N]}, which of those had more word pieces than the model reads; not copied
 * @param pieces how many word pieces the model read, padding left out; those of equal pairs once
 * @param time how long the call took
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record PairScores(
    float[] values, boolean[] scored, boolean[] cut, long pieces, Duration time) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if they differ
   */
  public PairScores {
    if (scored.length != values.length || cut.length != values.length) {
      throw new IllegalArgumentException(
          "expected as many marks as scores, found "
              + scored.length
              + " and "
              + cut.length
              + " for "
              + values.length);
    }
  }

  /** None of {@code n} pairs was scored. */
  static PairScores none(int n) {
    float[] values = new float[n];
    Arrays.fill(values, Float.NaN);
    return new PairScores(values, new boolean[n], new boolean[n], 0, Duration.ZERO);
  }

  /** Whether every pair has a score. */
  public boolean complete() {
    return count(scored) == scored.length;
  }

  /** How many pairs have a score. */
  public int count() {
    return count(scored);
  }

  /** How many of those lost an end. */
  public int truncated() {
    return count(cut);
  }

  private static int count(boolean[] marks) {
    int n = 0;
    for (boolean each : marks) {
      n += each ? 1 : 0;
    }
    return n;
  }
}
