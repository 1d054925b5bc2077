package org.llmrec.rank.list;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits scores of one request among features, by integrated gradients (Sundararajan, Taly and Yan,
 * ICML 2017) on the straight way from the mean candidate. On it every hidden unit is a straight
 * line that may cross zero once, so the integral is exact. For one thread.
 */
public final class Explainer {
  private final ListRanker ranker;
  private final int[] candidates;
  private final Asking asking;
  private final float[][] features;
  private final double[] mean;

  Explainer(ListRanker ranker, Asking asking, int[] candidates) {
    this.ranker = ranker;
    this.candidates = candidates;
    this.asking = asking;
    this.features = asking.features(candidates);
    this.mean = new double[ranker.signals().size()];
    for (int f = 0; f < mean.length; f++) {
      for (int i = 0; i < candidates.length; i++) {
        mean[f] += features[f][i];
      }
      mean[f] /= Math.max(1, candidates.length);
    }
  }

  /**
   * Why a candidate stands where it stands; for an item that nobody met, among such.
   *
   * @param which its place among the candidates
   * @throws IndexOutOfBoundsException if there is none
   */
  public Explanation of(int which) {
    Signals signals = ranker.signals();
    int item = candidates[which];
    double[] own = new double[mean.length];
    for (int f = 0; f < own.length; f++) {
      own[f] = features[f][which];
    }
    double[] gradient = new double[mean.length];
    double score = 0;
    double baseline = 0;
    for (ListNetwork network : signals.unmet(item) ? ranker.unmet() : ranker.met()) {
      score += network.score(own);
      baseline += network.score(mean);
      network.addMeanGradient(mean, own, gradient);
    }
    List<String> names = signals.names();
    List<Explanation.Share> shares = new ArrayList<>();
    for (int f = 0; f < own.length; f++) {
      shares.add(new Explanation.Share(names.get(f), own[f], gradient[f] * (own[f] - mean[f])));
    }
    return new Explanation(score, baseline, shares, history(item, gradient));
  }

  private List<Double> history(int item, double[] gradient) {
    List<Double> amounts = new ArrayList<>();
    for (int source : asking.items()) {
      amounts.add(ranker.signals().from(source, item, gradient, asking));
    }
    return amounts;
  }
}
