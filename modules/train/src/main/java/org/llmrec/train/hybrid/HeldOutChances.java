package org.llmrec.train.hybrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.llmrec.metrics.CalibrationError;
import org.llmrec.metrics.TopK;
import org.llmrec.rank.list.Asking;
import org.llmrec.rank.list.Chances;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.ListRanker;

/**
 * How well the probabilities of a ranker hold on the test part.
 *
 * @param users how many were asked
 * @param candidates over the best candidates of each, as many as the network puts in order
 * @param first over the ten of those with the highest scores, which is what people see
 */
public record HeldOutChances(int users, CalibrationError candidates, CalibrationError first) {
  private static final int BINS = 10;
  private static final int FIRST = 10;

  /** What is said of one user's candidates, highest scores first. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Said(double[] probabilities, boolean[] positive) {}

  /**
   * Measures.
   *
   * @param histories per user asked
   * @param masked per user asked, items that are no candidates beside the history, ascending
   * @param test per user asked, what is positive, ascending
   * @return empty where the ranker has no probabilities, or there are no candidates
   */
  static Optional<HeldOutChances> of(
      ListRanker ranker, int depth, History[] histories, int[][] masked, int[][] test) {
    Optional<Chances> chances = ranker.chances();
    if (chances.isEmpty()) {
      return Optional.empty();
    }
    Said[] said = new Said[histories.length];
    IntStream.range(0, said.length)
        .parallel()
        .forEach(
            u -> said[u] = ask(ranker, chances.get(), depth, histories[u], masked[u], test[u]));
    List<Said> all = Arrays.stream(said).filter(one -> one.positive().length > 0).toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HeldOutChances(all.size(), error(all, Integer.MAX_VALUE), error(all, FIRST)));
  }

  private static Said ask(
      ListRanker ranker, Chances chances, int depth, History history, int[] masked, int[] test) {
    try (Asking asking = ranker.signals().ask(history)) {
      float[] sums = new float[ranker.signals().items()];
      asking.sums(sums);
      for (int[] out : List.of(history.items(), masked)) {
        for (int item : out) {
          sums[item] = Float.NEGATIVE_INFINITY;
        }
      }
      int[] best = TopK.ranked(sums, depth, null, new int[0]);
      float[] scores = new float[best.length];
      ranker.score(asking, best, scores);
      double[] probabilities = chances.of(asking, best, scores);
      int[] order =
          Arrays.stream(TopK.of(scores, best.length))
              .filter(i -> !Double.isNaN(probabilities[i]))
              .toArray();
      boolean[] positive = new boolean[order.length];
      for (int i = 0; i < order.length; i++) {
        positive[i] = Arrays.binarySearch(test, best[order[i]]) >= 0;
      }
      return new Said(Arrays.stream(order).mapToDouble(i -> probabilities[i]).toArray(), positive);
    }
  }

  private static CalibrationError error(List<Said> all, int most) {
    List<Boolean> labels = new ArrayList<>();
    List<Double> probabilities = new ArrayList<>();
    for (Said one : all) {
      for (int i = 0; i < Math.min(most, one.positive().length); i++) {
        labels.add(one.positive()[i]);
        probabilities.add(one.probabilities()[i]);
      }
    }
    boolean[] positive = new boolean[labels.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = labels.get(i);
    }
    return CalibrationError.of(
        positive, probabilities.stream().mapToDouble(Double::doubleValue).toArray(), BINS);
  }
}
