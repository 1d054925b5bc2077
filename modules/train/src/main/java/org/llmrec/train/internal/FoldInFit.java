package org.llmrec.train.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.llmrec.core.vector.Vectors;
import org.llmrec.metrics.TopK;
import org.llmrec.rank.FoldInOptions;
import org.llmrec.rank.UserFoldIn;
import org.llmrec.rank.VectorRows;
import org.llmrec.train.FoldInFigures;
import org.llmrec.train.TrainOptions;

/**
 * Chooses how strongly fold-in pulls towards the average user, so that a known user's train history
 * folded in comes as near as can be to the trained user; then says how near that is.
 */
final class FoldInFit {
  private static final double[] LAMBDAS = {3, 10, 30, 100, 300};

  /** Enough to tell the lambdas apart; each costs a solve per user and lambda. */
  private static final int TUNING_USERS = 64;

  private static final int FIGURE_USERS = 300;

  private final Positives positives;
  private final TrainOptions options;
  private final float[] users;
  private final UserFoldIn.Rows items;
  private final float[] itemVectors;
  private final float[] average;
  private final int[] sample;

  FoldInFit(Positives positives, Learnt learnt, TrainOptions options) {
    this.positives = positives;
    this.options = options;
    this.users = learnt.weights().users();
    this.itemVectors = learnt.itemVectors();
    int dims = options.dims();
    List<String> keys = positives.users();
    this.average = UserFoldIn.average(VectorRows.of(keys, users, dims), dims);
    this.items =
        new UserFoldIn.Rows() {
          @Override
          public int size() {
            return itemVectors.length / dims;
          }

          @Override
          public void read(int ordinal, float[] target, int offset) {
            System.arraycopy(itemVectors, ordinal * dims, target, offset, dims);
          }
        };
    this.sample = UserFoldIn.sample(items.size(), options.foldInSample(), options.seed());
  }

  /** The lambda whose fold-ins of train histories are nearest to the trained users. */
  FoldInOptions choose() {
    int[] judges =
        Measure.spread(IntStream.range(0, positives.users().size()).toArray(), TUNING_USERS);
    FoldInOptions best = null;
    double nearest = Double.NEGATIVE_INFINITY;
    for (double lambda : LAMBDAS) {
      FoldInOptions candidate = with(lambda);
      double cosine = Measure.mean(cosines(judges, foldIn(judges, candidate)));
      if (cosine > nearest) {
        nearest = cosine;
        best = candidate;
      }
    }
    return best;
  }

  /** Folds in by those options. */
  UserFoldIn solver(FoldInOptions chosen) {
    return new UserFoldIn(chosen, average, sample, items);
  }

  /** How near the fold-ins are, over users that held something out for the test. */
  FoldInFigures figures(FoldInOptions chosen) {
    int[] held = Positives.filled(positives.test());
    int[] all = IntStream.range(0, positives.users().size()).toArray();
    int[] judges = Measure.spread(held.length > 0 ? held : all, FIGURE_USERS);
    float[][] solved = foldIn(judges, chosen);
    int n = items.size();
    int dims = options.dims();
    int[][] masked = Measure.union(positives.train(), positives.validation());
    int[][] byTrained =
        lists(
            judges,
            masked,
            u -> Arrays.copyOfRange(users, judges[u] * dims, (judges[u] + 1) * dims));
    int[][] bySolved = lists(judges, masked, u -> solved[u]);
    double shared = 0;
    for (int j = 0; j < judges.length; j++) {
      int[] other = bySolved[j].clone();
      Arrays.sort(other);
      shared += Arrays.stream(byTrained[j]).filter(i -> Arrays.binarySearch(other, i) >= 0).count();
    }
    return new FoldInFigures(
        chosen.lambda(),
        judges.length,
        Measure.mean(cosines(judges, solved)),
        shared / judges.length / Math.min(Measure.K, n),
        held.length == 0 ? 0 : ndcg(judges, byTrained),
        held.length == 0 ? 0 : ndcg(judges, bySolved));
  }

  private double ndcg(int[] judges, int[][] lists) {
    return Measure.mean(Measure.ndcg(Measure.of(judges, lists, positives.test())));
  }

  private interface UserVector {
    float[] of(int judge);
  }

  private int[][] lists(int[] judges, int[][] masked, UserVector vectors) {
    int[][] lists = new int[judges.length][];
    int n = items.size();
    IntStream.range(0, judges.length)
        .parallel()
        .forEach(
            j -> {
              float[] user = vectors.of(j);
              float[] scores = new float[n];
              for (int i = 0; i < n; i++) {
                scores[i] = Vectors.dot(user, itemVectors, i * user.length);
              }
              lists[j] = TopK.of(scores, Measure.K, masked[judges[j]]);
            });
    return lists;
  }

  private float[][] foldIn(int[] judges, FoldInOptions candidate) {
    UserFoldIn foldIn = solver(candidate);
    float[][] solved = new float[judges.length][];
    IntStream.range(0, judges.length)
        .parallel()
        .forEach(j -> solved[j] = foldIn.foldIn(positives.train()[judges[j]]));
    return solved;
  }

  private double[] cosines(int[] judges, float[][] solved) {
    int dims = options.dims();
    double[] cosines = new double[judges.length];
    for (int j = 0; j < judges.length; j++) {
      float[] trained = Arrays.copyOfRange(users, judges[j] * dims, (judges[j] + 1) * dims);
      cosines[j] = Vectors.cosine(trained, solved[j]);
    }
    return cosines;
  }

  private FoldInOptions with(double lambda) {
    return new FoldInOptions(lambda, options.negativesPerPositive(), options.foldInSample());
  }
}
