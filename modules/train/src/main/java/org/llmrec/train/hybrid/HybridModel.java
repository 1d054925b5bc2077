package org.llmrec.train.hybrid;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.data.protocol.Asker;
import org.llmrec.metrics.TopK;
import org.llmrec.train.list.ListLearner.Learnt;
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
    System.arraycopy(sums, 0, scores, 0, scores.length);
    remove(sums, Arrays.stream(reader.history()));
    int[] best = TopK.ranked(sums, depth, null, new int[0]);
    remove(sums, Arrays.stream(best));
    remove(sums, IntStream.range(0, sums.length).filter(item -> !signals.unmet(item)));
    int[] others = TopK.ranked(sums, depth, null, new int[0]);
    float[] ofBest = networks(met, features, best);
    int[] places = IntStream.range(0, best.length).filter(i -> signals.unmet(best[i])).toArray();
    share(places, networks(unmet, features, best), ofBest);
    lift(others, networks(unmet, features, others), scores);
    lift(best, ofBest, scores);
  }

  private static void remove(float[] sums, IntStream items) {
    items.forEach(item -> sums[item] = Float.NEGATIVE_INFINITY);
  }

  /** The networks' scores of some items, in their order. */
  private static float[] networks(List<Learnt> learnt, float[][] features, int[] items) {
    float[][] own = new float[features.length][items.length];
    for (int f = 0; f < own.length; f++) {
      for (int i = 0; i < items.length; i++) {
        own[f][i] = features[f][items[i]];
      }
    }
    float[] scores = new float[items.length];
    for (Learnt each : learnt) {
      each.network().add(own, scores);
    }
    return scores;
  }

  /**
   * Shares out the scores that stand at some places, the highest to the one first by another order.
   */
  private static void share(int[] places, float[] order, float[] scores) {
    float[] sorted = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      sorted[i] = scores[places[i]];
    }
    Arrays.sort(sorted);
    int[] ordered =
        Arrays.stream(places)
            .boxed()
            .sorted((a, b) -> Float.compare(order[a], order[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < places.length; i++) {
      scores[ordered[i]] = sorted[i];
    }
  }

  /** Puts items above all others, in the order of their own scores. */
  private static void lift(int[] items, float[] own, float[] scores) {
    float highest = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    float lowest = Float.POSITIVE_INFINITY;
    for (float score : own) {
      lowest = Math.min(lowest, score);
    }
    for (int i = 0; i < items.length; i++) {
      scores[items[i]] = highest + 1 + (own[i] - lowest);
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
