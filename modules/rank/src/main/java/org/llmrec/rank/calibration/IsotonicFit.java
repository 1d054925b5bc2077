package org.llmrec.rank.calibration;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Fits an {@link Isotonic} curve: of all curves that do not fall the one with the least squared
 * error, by pooling neighbours that are in the wrong order (PAV; Ayer et al. 1955, Zadrozny and
 * Elkan, Transforming Classifier Scores into Accurate Multiclass Probability Estimates, 2002). Rows
 * of one score count as one point. Of every pooled block the curve keeps both ends, so between two
 * blocks it rises in a straight line. Stateless, hence thread-safe.
 */
public final class IsotonicFit {
  private IsotonicFit() {}

  /**
   * Finds the curve.
   *
   * @param scores {@code [N]}, at least one, finite
   * @param labels {@code [N]}
   * @throws IllegalArgumentException if the lengths differ or are 0, or a score is not finite
   */
  public static Isotonic of(double[] scores, boolean[] labels) {
    LabelledScores.check(scores, labels);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((i, j) -> Double.compare(scores[i] + 0.0, scores[j] + 0.0))
            .mapToInt(i -> i)
            .toArray();
    Blocks blocks = new Blocks(scores.length);
    int end;
    for (int start = 0; start < order.length; start = end) {
      double score = scores[order[start]] + 0.0;
      int positives = 0;
      for (end = start; end < order.length && scores[order[end]] == score; end++) {
        positives += labels[order[end]] ? 1 : 0;
      }
      blocks.push(score, positives, end - start);
    }
    return blocks.curve();
  }

  /** Blocks of rows whose shares of positives rise. */
  private static final class Blocks {
    private final double[] lowest;
    private final double[] highest;
    private final long[] positives;
    private final long[] rows;
    private int count;

    Blocks(int most) {
      this.lowest = new double[most];
      this.highest = new double[most];
      this.positives = new long[most];
      this.rows = new long[most];
    }

    /** Adds a block at the high end and pools until the order is right. */
    void push(double score, int positive, int size) {
      lowest[count] = score;
      highest[count] = score;
      positives[count] = positive;
      rows[count++] = size;
      // Shares compared in whole numbers, so that equal ones are equal.
      while (count > 1
          && positives[count - 2] * rows[count - 1] >= positives[count - 1] * rows[count - 2]) {
        count--;
        highest[count - 1] = highest[count];
        positives[count - 1] += positives[count];
        rows[count - 1] += rows[count];
      }
    }

    Isotonic curve() {
      double[] scores = new double[2 * count];
      double[] probabilities = new double[2 * count];
      int points = 0;
      for (int block = 0; block < count; block++) {
        double share = (double) positives[block] / rows[block];
        scores[points] = lowest[block];
        probabilities[points++] = share;
        if (highest[block] > lowest[block]) {
          scores[points] = highest[block];
          probabilities[points++] = share;
        }
      }
      return new Isotonic(Arrays.copyOf(scores, points), Arrays.copyOf(probabilities, points));
    }
  }
}
