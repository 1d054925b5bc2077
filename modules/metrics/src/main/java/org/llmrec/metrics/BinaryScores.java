package org.llmrec.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Figures of yes-or-no predictions, such as clicks, over rows of a label and a score. Refused are
 * rows without label or score, NaN, and no rows at all.
 */
public final class BinaryScores {
  /**
   * Probabilities are moved into {@code [CLIP, 1 - CLIP]} before their logarithm is taken, so that
   * one wrong prediction of 0 or 1 costs 34.5 and not infinity.
   */
  public static final double CLIP = 1e-15;

  private BinaryScores() {}

  /**
   * AUC per user: what a list shown to one user depends on, as against the pooled {@link #auc},
   * which a system can raise by telling active users from others.
   *
   * @param mean over the users who have rows of both classes, each counting once; NaN if there are
   *     none
   * @param users how many those are
   * @param oneClass users left out because all their rows have one label
   */
  public record UserAuc(double mean, int users, int oneClass) {}

  /**
   * The share of pairs of a positive and a negative row in which the positive one has the higher
   * score, ties counting half (Mann and Whitney 1947), over all rows together.
   *
   * @param labels {@code [N]}, both classes present
   * @param scores {@code [N]}, on any scale; infinities are allowed
   * @return in [0, 1]
   * @throws IllegalArgumentException if a class is missing, and as the class says
   */
  public static double auc(boolean[] labels, double[] scores) {
    check(labels.length, scores);
    double[] positives = of(true, labels, scores);
    double[] negatives = of(false, labels, scores);
    if (positives.length == 0 || negatives.length == 0) {
      throw new IllegalArgumentException(
          "expected rows of both classes, found "
              + positives.length
              + " positive, "
              + negatives.length
              + " negative");
    }
    int below = 0;
    int upTo = 0;
    // Halves of pairs are counted in whole numbers, so that no order of rows changes a digit.
    long halves = 0;
    for (double positive : positives) {
      while (below < negatives.length && negatives[below] < positive) {
        below++;
      }
      while (upTo < negatives.length && negatives[upTo] <= positive) {
        upTo++;
      }
      halves += (long) below + upTo;
    }
    return halves / (2.0 * positives.length * negatives.length);
  }

  /**
   * The mean over users of their own {@link #auc}.
   *
   * @param users {@code [N]}, the user of each row, in any order
   * @param labels {@code [N]}
   * @param scores {@code [N]}
   * @throws IllegalArgumentException as the class says
   */
  public static UserAuc aucPerUser(int[] users, boolean[] labels, double[] scores) {
    check(labels.length, scores);
    check(users.length, scores);
    int[] rows =
        IntStream.range(0, users.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> users[i]))
            .mapToInt(i -> i)
            .toArray();
    double sum = 0;
    int both = 0;
    int oneClass = 0;
    int end;
    for (int start = 0; start < rows.length; start = end) {
      end = start + 1;
      while (end < rows.length && users[rows[end]] == users[rows[start]]) {
        end++;
      }
      boolean[] ownLabels = new boolean[end - start];
      double[] ownScores = new double[end - start];
      int positives = 0;
      for (int i = 0; i < ownLabels.length; i++) {
        ownLabels[i] = labels[rows[start + i]];
        ownScores[i] = scores[rows[start + i]];
        positives += ownLabels[i] ? 1 : 0;
      }
      if (positives == 0 || positives == ownLabels.length) {
        oneClass++;
      } else {
        sum += auc(ownLabels, ownScores);
        both++;
      }
    }
    return new UserAuc(both == 0 ? Double.NaN : sum / both, both, oneClass);
  }

  /**
   * Mean of the negative natural logarithm of the probability given to what happened, after
   * clipping by {@link #CLIP}.
   *
   * @param labels {@code [N]}
   * @param probabilities {@code [N]}, of the label being true, in [0, 1]
   * @return from 0 (to rounding) on, at most 34.5
   * @throws IllegalArgumentException if a probability lies outside [0, 1], and as the class says
   */
  public static double logLoss(boolean[] labels, double[] probabilities) {
    check(labels.length, probabilities);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      double p = probabilities[i];
      if (p < 0 || p > 1) {
        throw new IllegalArgumentException("expected probabilities in [0, 1], found " + p);
      }
      double clipped = Math.min(Math.max(p, CLIP), 1 - CLIP);
      sum -= labels[i] ? Math.log(clipped) : Math.log1p(-clipped);
    }
    return sum / labels.length;
  }

  /**
   * {@link #logLoss} over that of the best constant, which is the share of positive rows: 1 for
   * that constant, less for what knows more (He et al., Practical Lessons from Predicting Clicks on
   * Ads at Facebook, 2014, section 2).
   *
   * @param labels {@code [N]}, both classes present
   * @param probabilities {@code [N]}, of the label being true, in [0, 1]
   * @throws IllegalArgumentException if a class is missing, and as {@link #logLoss}
   */
  public static double normalisedEntropy(boolean[] labels, double[] probabilities) {
    double loss = logLoss(labels, probabilities);
    int positives = of(true, labels, probabilities).length;
    if (positives == 0 || positives == labels.length) {
      throw new IllegalArgumentException(
          "expected rows of both classes, found " + positives + " positive of " + labels.length);
    }
    double[] constant = new double[labels.length];
    Arrays.fill(constant, (double) positives / labels.length);
    return loss / logLoss(labels, constant);
  }

  private static void check(int rows, double[] scores) {
    if (rows != scores.length || rows == 0) {
      throw new IllegalArgumentException(
          "expected a score for every row, found " + rows + " rows, " + scores.length + " scores");
    }
    for (double score : scores) {
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("expected scores, found NaN");
      }
    }
  }

  /** The scores of one class, ascending. */
  private static double[] of(boolean label, boolean[] labels, double[] scores) {
    return IntStream.range(0, labels.length)
        .filter(i -> labels[i] == label)
        // Adding zero turns -0 into +0, which sorting would else put before it.
        .mapToDouble(i -> scores[i] + 0.0)
        .sorted()
        .toArray();
  }
}
