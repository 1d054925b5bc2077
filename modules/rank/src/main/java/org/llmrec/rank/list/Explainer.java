package org.llmrec.rank.list;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits scores of one request among features, by integrated gradients (Sundararajan, Taly and Yan,
 * ICML 2017) on the straight way from the mean candidate. On it every hidden unit is a straight
 * line that may cross zero once, so the integral is exact. What leaves of trees say is an input of
 * its own, one share for all trees. For one thread.
 */
public final class Explainer {
  private final ListRanker ranker;
  private final int[] candidates;
  private final Asking asking;
  private final float[][] features;
  private final Map<ListNetwork, double[]> means;

  Explainer(ListRanker ranker, Asking asking, int[] candidates) {
    this.ranker = ranker;
    this.candidates = candidates;
    this.asking = asking;
    this.features = asking.features(candidates);
    this.means = new IdentityHashMap<>();
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
    float[] own = row(which);
    double[] gradient = new double[own.length];
    double[] amounts = new double[own.length];
    double score = 0;
    double baseline = 0;
    double leaves = 0;
    boolean trees = false;
    for (ListNetwork network : signals.unmet(item) ? ranker.unmet() : ranker.met(asking)) {
      double[] mean = means.computeIfAbsent(network, this::mean);
      double[] inputs = network.inputs(own);
      double[] slopes = network.meanGradient(mean, inputs);
      score += network.score(inputs);
      baseline += network.score(mean);
      for (int f = 0; f < own.length; f++) {
        gradient[f] += slopes[f];
        amounts[f] += slopes[f] * (inputs[f] - mean[f]);
      }
      for (int l = own.length; l < inputs.length; l++) {
        leaves += slopes[l] * (inputs[l] - mean[l]);
      }
      trees |= network.leaves().isPresent();
    }
    List<String> names = signals.names();
    List<Explanation.Share> shares = new ArrayList<>();
    for (int f = 0; f < own.length; f++) {
      shares.add(new Explanation.Share(names.get(f), own[f], amounts[f]));
    }
    if (trees) {
      shares.add(new Explanation.Share(Explanation.TREES, 0, leaves));
    }
    return new Explanation(score, baseline, shares, history(item, gradient));
  }

  private float[] row(int which) {
    float[] row = new float[ranker.signals().size()];
    for (int f = 0; f < row.length; f++) {
      row[f] = features[f][which];
    }
    return row;
  }

  /** What a network is told of the mean candidate. */
  private double[] mean(ListNetwork network) {
    double[] mean = new double[0];
    for (int i = 0; i < candidates.length; i++) {
      double[] inputs = network.inputs(row(i));
      mean = i == 0 ? new double[inputs.length] : mean;
      for (int f = 0; f < inputs.length; f++) {
        mean[f] += inputs[f] / candidates.length;
      }
    }
    return mean;
  }

  private List<Double> history(int item, double[] gradient) {
    List<Double> amounts = new ArrayList<>();
    for (int source : asking.items()) {
      amounts.add(ranker.signals().from(source, item, gradient, asking));
    }
    return amounts;
  }
}
