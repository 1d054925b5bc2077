package org.llmrec.train.hybrid;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.llmrec.data.protocol.Asker;
import org.llmrec.metrics.TopK;
import org.llmrec.rank.list.Asking;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.ListCalibration;
import org.llmrec.rank.list.ListRanker;
import org.llmrec.rank.list.Signals;
import org.llmrec.train.list.ListLearner.Learnt;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Readers;

/**
 * A ranker of short lists over the whole catalogue. The best by the plain sum of the methods'
 * scores are its candidates. Below them come those of the items that nobody met that are best among
 * their own, and then all others by the sum, so that nothing is asked of a network that it has not
 * seen the like of.
 */
final class HybridModel implements FittedMethod {
  private final ListRanker ranker;
  private final int depth;
  private final List<CurvePoint> curve;
  private final double lossUnmet;

  /**
   * Of what was learnt.
   *
   * @param met networks for items that somebody met
   * @param strangers the same for people whom training never saw; none where they have no other
   * @param unmet networks for others
   * @param calibration what scores are worth as probabilities, where that was asked for
   * @param depth how many are the best
   */
  HybridModel(
      Signals signals,
      List<Learnt> met,
      List<Learnt> strangers,
      List<Learnt> unmet,
      Optional<ListCalibration> calibration,
      int depth) {
    this.ranker =
        new ListRanker(
            signals,
            met.stream().map(Learnt::network).toList(),
            strangers.stream().map(Learnt::network).toList(),
            unmet.stream().map(Learnt::network).toList(),
            calibration);
    this.depth = depth;
    this.curve = met.getFirst().curve();
    this.lossUnmet = unmet.getFirst().curve().getLast().loss();
  }

  /** How many of the best by the plain sum the network puts in order. */
  int depth() {
    return depth;
  }

  /** What serves. */
  ListRanker ranker() {
    return ranker;
  }

  @Override
  public void score(Asker asker, float[] scores) {
    Asker.Reader reader = Readers.of(asker, Hybrid.NAME);
    History history = new History(reader.history(), reader.time(), reader.known());
    try (Asking asking = ranker.signals().ask(history)) {
      score(asking, reader.history(), scores);
    }
  }

  private void score(Asking asking, int[] history, float[] scores) {
    Signals signals = ranker.signals();
    asking.sums(scores);
    float[] sums = scores.clone();
    remove(sums, Arrays.stream(history));
    int[] best = TopK.ranked(sums, depth, null, new int[0]);
    remove(sums, Arrays.stream(best));
    remove(sums, IntStream.range(0, sums.length).filter(item -> !signals.unmet(item)));
    int[] others = TopK.ranked(sums, depth, null, new int[0]);
    float[] ofOthers = new float[others.length];
    ranker.scoreUnmet(asking, others, ofOthers);
    lift(others, ofOthers, scores);
    float[] ofBest = new float[best.length];
    ranker.score(asking, best, ofBest);
    lift(best, ofBest, scores);
  }

  private static void remove(float[] sums, IntStream items) {
    items.forEach(item -> sums[item] = Float.NEGATIVE_INFINITY);
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
    return Map.of("loss", curve.getLast().loss(), "loss-unmet", lossUnmet);
  }

  @Override
  public List<CurvePoint> curve() {
    return curve;
  }
}
