package org.llmrec.train.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.llmrec.core.vector.Vectors;
import org.llmrec.metrics.PairedTest;
import org.llmrec.metrics.RankingMetrics;
import org.llmrec.train.HeldOut;
import org.llmrec.train.Quality;

/**
 * The comparison that is printed: ranker against popularity, on what training never saw. Each user
 * costs a ranking of the whole catalogue, so of many users some are measured, evenly spread: at
 * most 5,000, and fewer (not below 500) where there are over 800,000 items.
 */
public final class HeldOutTest {
  private static final int MOST_USERS = 5_000;
  private static final int LEAST_USERS = 500;
  private static final double MOST_SCORES = 4e9;

  private HeldOutTest() {}

  static Optional<HeldOut> of(Positives positives, Learnt learnt, int dims, long seed) {
    int n = learnt.itemVectors().length / dims;
    return of(
        positives.train(),
        positives.validation(),
        positives.test(),
        n,
        users -> scores(learnt, users, n, dims),
        seed);
  }

  /**
   * The same of any ranker.
   *
   * @param train per user number the ordinals of the train part, ascending
   * @param validation likewise
   * @param test likewise; users without one are not measured
   * @param items how many items there are
   * @return empty where nobody has a test part; else with how many users were measured
   */
  public static Optional<HeldOut> of(
      int[][] train,
      int[][] validation,
      int[][] test,
      int items,
      CatalogueScores scores,
      long seed) {
    int[] judges =
        Measure.spread(
            Positives.filled(test),
            (int) Math.clamp(MOST_SCORES / Math.max(1, items), LEAST_USERS, MOST_USERS));
    if (judges.length == 0) {
      return Optional.empty();
    }
    float[] popularity = new float[items];
    for (int[] list : train) {
      for (int item : list) {
        popularity[item]++;
      }
    }
    int[][] masked = Measure.union(train, validation);
    RankingMetrics[] ranker = figures(judges, test, masked, items, scores);
    RankingMetrics[] baseline =
        figures(judges, test, masked, items, users -> repeat(popularity, users.length));
    return Optional.of(
        new HeldOut(
            judges.length,
            quality(ranker),
            quality(baseline),
            PairedTest.of(
                Measure.ndcg(ranker), Measure.ndcg(baseline), PairedTest.Options.seeded(seed))));
  }

  private static RankingMetrics[] figures(
      int[] judges, int[][] test, int[][] masked, int n, CatalogueScores scores) {
    int[][] lists = Measure.lists(judges, n, scores, masked);
    return Measure.of(judges, lists, test);
  }

  private static float[] scores(Learnt learnt, int[] users, int n, int dims) {
    float[] scores = new float[users.length * n];
    IntStream.range(0, users.length)
        .parallel()
        .forEach(
            u -> {
              int from = users[u] * dims;
              float[] user = Arrays.copyOfRange(learnt.weights().users(), from, from + dims);
              for (int i = 0; i < n; i++) {
                scores[u * n + i] = Vectors.dot(user, learnt.itemVectors(), i * dims);
              }
            });
    return scores;
  }

  private static float[] repeat(float[] row, int times) {
    float[] rows = new float[row.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(row, 0, rows, i * row.length, row.length);
    }
    return rows;
  }

  private static Quality quality(RankingMetrics[] figures) {
    return new Quality(
        Measure.mean(Measure.ndcg(figures)),
        Arrays.stream(figures).mapToDouble(RankingMetrics::precision).average().orElse(0),
        Arrays.stream(figures).mapToDouble(RankingMetrics::recall).average().orElse(0));
  }
}
