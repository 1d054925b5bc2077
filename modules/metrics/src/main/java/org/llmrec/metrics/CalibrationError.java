package org.llmrec.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether probabilities mean what they say. Rows are cut by probability into bins of equal mass
 * (Nguyen and O'Connor, Posterior Calibration and Exploratory Analysis for Natural Language
 * Processing Models, 2015); in each the mean probability should be the share of positives.
 *
 * <p>Rows of one probability are spread over bins in equal parts of both classes, so no order of
 * rows changes a figure. With no more than a few rows in a bin even the true probabilities look
 * wrong: a hundred or more is a start.
 *
 * @param expected the expected calibration error: the mean over rows of the distance between the
 *     two in their bin, in [0, 1]
 * @param largest the largest such distance of a bin
 * @param bins lowest probabilities first
 */
public record CalibrationError(double expected, double largest, List<Bin> bins) {

  /**
   * Rows of like probability.
   *
   * @param rows how many; a part of a row counts as that part
   * @param probability their mean
   * @param positives the share of positive ones
   */
  public record Bin(double rows, double probability, double positives) {}

  /** Copies the list. */
  public CalibrationError {
    bins = List.copyOf(bins);
  }

  /**
   * Compares.
   *
   * @param labels {@code [N]}, at least one
   * @param probabilities {@code [N]}, of the label being true, in [0, 1]
   * @param bins how many, at least 1; fewer where there are fewer rows
   * @throws IllegalArgumentException if the lengths differ or are 0, a probability lies outside [0,
   *     1] or is NaN, or {@code bins} is less than 1
   */
  public static CalibrationError of(boolean[] labels, double[] probabilities, int bins) {
    check(labels, probabilities, bins);
    int rows = labels.length;
    int[] order =
        IntStream.range(0, rows)
            .boxed()
            .sorted((i, j) -> Double.compare(probabilities[i] + 0.0, probabilities[j] + 0.0))
            .mapToInt(i -> i)
            .toArray();
    double[] shares = shares(order, labels, probabilities);
    int count = Math.min(bins, rows);
    List<Bin> found = new ArrayList<>();
    double expected = 0;
    double largest = 0;
    for (int bin = 0; bin < count; bin++) {
      double from = (double) rows * bin / count;
      double to = (double) rows * (bin + 1) / count;
      double probability = 0;
      double positives = 0;
      for (int place = (int) from; place < to; place++) {
        double part = Math.min(to, place + 1.0) - Math.max(from, place);
        probability += part * probabilities[order[place]];
        positives += part * shares[place];
      }
      double distance = Math.abs(probability - positives);
      expected += distance / rows;
      largest = Math.max(largest, distance / (to - from));
      found.add(new Bin(to - from, probability / (to - from), positives / (to - from)));
    }
    return new CalibrationError(expected, largest, found);
  }

  /** By place in the order, the share of positives among the rows of that probability. */
  private static double[] shares(int[] order, boolean[] labels, double[] probabilities) {
    double[] shares = new double[order.length];
    int end;
    for (int start = 0; start < order.length; start = end) {
      int positives = 0;
      for (end = start;
          end < order.length && probabilities[order[end]] == probabilities[order[start]];
          end++) {
        positives += labels[order[end]] ? 1 : 0;
      }
      for (int place = start; place < end; place++) {
        shares[place] = (double) positives / (end - start);
      }
    }
    return shares;
  }

  private static void check(boolean[] labels, double[] probabilities, int bins) {
    if (labels.length != probabilities.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "expected a probability for every row, found "
              + labels.length
              + " rows, "
              + probabilities.length
              + " probabilities");
    }
    if (bins < 1) {
      throw new IllegalArgumentException("expected 1 bin or more, found " + bins);
    }
    for (double p : probabilities) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("expected probabilities in [0, 1], found " + p);
      }
    }
  }
}
