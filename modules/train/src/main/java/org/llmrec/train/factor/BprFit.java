package org.llmrec.train.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.llmrec.core.Progress;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.internal.BestPass;
import org.llmrec.train.internal.StoppingPart;
import org.llmrec.train.method.CurvePoint;

/**
 * BPR-MF (Rendle, Freudenthaler, Gantner and Schmidt-Thieme, "BPR: Bayesian personalized ranking
 * from implicit feedback", UAI 2009): stochastic gradient descent on {@code -ln sigmoid(score(u, i)
 * - score(u, j))} for every positive i, in an order shuffled anew each pass, against an item j
 * drawn uniformly from those that the user has no positive with. One thread, so one order, so one
 * result.
 */
final class BprFit {
  private final BprSettings settings;
  private final int[][] byUser;
  private final Pairs pairs;
  private final SplittableRandom random;
  private final BprFactors factors;

  private BprFit(TrainingData data, BprSettings settings, long seed) {
    this.settings = settings;
    this.byUser = data.positives().itemsByUser();
    this.pairs = new Pairs(data.positives());
    this.random = new SplittableRandom(seed);
    this.factors =
        BprFactors.start(byUser.length, data.items().size(), settings.dims(), random.split());
  }

  /**
   * What was learnt.
   *
   * @param factors of the best pass, or the last where there was nothing to stop by
   * @param best the number of that pass
   */
  record Learnt(BprFactors factors, int best, List<CurvePoint> curve) {}

  static Learnt learn(TrainingData data, BprSettings settings, long seed, Progress progress) {
    BprFit fit = new BprFit(data, settings, seed);
    StoppingPart stopping = StoppingPart.of(data);
    return fit.learn(settings.stops() && !stopping.isEmpty() ? stopping : null, progress);
  }

  private Learnt learn(StoppingPart stopping, Progress progress) {
    List<CurvePoint> curve = new ArrayList<>();
    BprFactors kept = factors;
    BestPass best = new BestPass(settings.epochs(), settings.patience());
    try (Progress.Task task = progress.start("bpr", settings.epochs(), "epochs")) {
      for (int epoch = 1; epoch <= settings.epochs() && !best.over(); epoch++) {
        double loss = pass();
        double ndcg = Double.NaN;
        if (stopping != null && epoch % settings.checkEvery() == 0 || last(stopping, epoch)) {
          ndcg = stopping.ndcg(this::scores);
          task.note(
              String.format(
                  Locale.ROOT, "epoch %d: loss %.4f, validation nDCG@10 %.4f", epoch, loss, ndcg));
          if (best.isBest(epoch, ndcg)) {
            kept = factors.copy();
          }
        }
        curve.add(new CurvePoint(epoch, loss, ndcg));
        task.advance(1);
      }
    }
    return new Learnt(kept, best.number(), curve);
  }

  private boolean last(StoppingPart stopping, int epoch) {
    return stopping != null && epoch == settings.epochs();
  }

  private double pass() {
    pairs.shuffle(random);
    float rate = (float) settings.learningRate();
    float pull = (float) settings.regularisation();
    double loss = 0;
    for (int n = 0; n < pairs.size(); n++) {
      int[] liked = byUser[pairs.user(n)];
      if (liked.length < factors.bias().length) {
        int other = negative(liked, factors.bias().length, random);
        loss += factors.step(pairs.user(n), pairs.item(n), other, rate, pull);
      }
    }
    if (!(Math.abs(loss) < Double.POSITIVE_INFINITY)) {
      throw new LlmrecException(
          TrainingCode.TRAINING_DIVERGED,
          "bpr diverged: expected a finite loss, found "
              + loss
              + "; lower bpr.learning-rate (now "
              + settings.learningRate()
              + ")");
    }
    return loss / pairs.size();
  }

  /** An item that is not among those liked, of which there must be one. */
  static int negative(int[] liked, int items, SplittableRandom random) {
    int drawn = random.nextInt(items);
    while (Arrays.binarySearch(liked, drawn) >= 0) {
      drawn = random.nextInt(items);
    }
    return drawn;
  }

  private float[] scores(int[] users) {
    int d = factors.dims();
    int n = factors.bias().length;
    float[] rows = new float[users.length * d];
    float[] scores = new float[users.length * n];
    for (int u = 0; u < users.length; u++) {
      System.arraycopy(factors.users(), users[u] * d, rows, u * d, d);
      System.arraycopy(factors.bias(), 0, scores, u * n, n);
    }
    Blas.gemm(false, true, users.length, n, d, 1, rows, factors.items(), 1, scores);
    return scores;
  }
}
