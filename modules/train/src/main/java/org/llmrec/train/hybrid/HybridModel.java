package org.llmrec.train.hybrid;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.llmrec.data.protocol.Asker;
import org.llmrec.metrics.TopK;
import org.llmrec.train.hybrid.ListLearner.Learnt;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Readers;

/**
 * Methods fitted on all rows, and what was learnt of them. The best by the plain sum of the
 * methods' scores are put in order by the network. Below them come those of the items that nobody
 * met that are best among their own, and then all others by the sum, so that nothing is asked of a
 * network that it has not seen the like of. Among themselves the items that nobody met are always
 * in the order of their own network. Owns the methods.
 *
 * @param met networks for items that somebody met
 * @param unmet networks for others
 * @param depth how many are the best
 */
record HybridModel(Signals signals, List<Learnt> met, List<Learnt> unmet, int depth)
    implements FittedMethod {
  @Override
  public void score(Asker asker, float[] scores) {
    Asker.Reader reader = Readers.of(asker, Hybrid.NAME);
    float[][] features = new float[signals.size()][signals.items()];
    signals.fill(reader, features);
    float[] sums = signals.sums(features);
    for (int item : reader.history()) {
      sums[item] = Float.NEGATIVE_INFINITY;
    }
    float[] byMet = networks(met, features);
    float[] byUnmet = networks(unmet, features);
    int[] best = TopK.ranked(sums, depth, null, new int[0]);
    share(Arrays.stream(best).filter(signals::unmet).toArray(), byUnmet, byMet);
    for (int item : best) {
      sums[item] = Float.NEGATIVE_INFINITY;
    }
    for (int item = 0; item < sums.length; item++) {
      if (!signals.unmet(item)) {
        sums[item] = Float.NEGATIVE_INFINITY;
      }
    }
    System.arraycopy(signals.sums(features), 0, scores, 0, scores.length);
    lift(TopK.ranked(sums, depth, null, new int[0]), byUnmet, scores);
    lift(best, byMet, scores);
  }

  private static float[] networks(List<Learnt> learnt, float[][] features) {
    float[] scores = new float[features[0].length];
    for (Learnt each : learnt) {
      each.network().add(features, scores);
    }
    return scores;
  }

  /**
   * Shares out the scores that some items have, the highest to the one that is first by another.
   */
  private static void share(int[] items, float[] order, float[] scores) {
    float[] places = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      places[i] = scores[items[i]];
    }
    Arrays.sort(places);
    int[] ordered =
        Arrays.stream(items)
            .boxed()
            .sorted((a, b) -> Float.compare(order[a], order[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < items.length; i++) {
      scores[ordered[i]] = places[i];
    }
  }

  /** Puts items above all others, in their own order. */
  private static void lift(int[] items, float[] own, float[] scores) {
    float highest = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    float lowest = Float.POSITIVE_INFINITY;
    for (int item : items) {
      lowest = Math.min(lowest, own[item]);
    }
    for (int item : items) {
      scores[item] = highest + 1 + (own[item] - lowest);
    }
  }

  @Override
  public Map<String, Double> facts() {
    return Map.of(
        "loss", curve().getLast().loss(), "loss-unmet", unmet.getFirst().curve().getLast().loss());
  }

  @Override
  public List<CurvePoint> curve() {
    return met.getFirst().curve();
  }

  @Override
  public void close() {
    signals.close();
  }
}
