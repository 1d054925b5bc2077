package org.llmrec.train.click;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.core.Interaction;
import org.llmrec.data.judgement.Click;
import org.llmrec.data.judgement.ClickTable;

/**
 * People who look at position k with chance {@code 1 / k} and then click what is relevant, on the
 * results of rankers that go by popularity and little else. Relevance follows one feature of an
 * item, popularity has nothing to do with it.
 */
final class ClickSimulation {
  static final int QUERIES = 120;
  static final int ITEMS = 10;

  /** Chance of a click of somebody who looks: on what is relevant, and by mistake. */
  private static final double RELEVANT = 0.8;

  private static final double NOT = 0.1;

  /** Per query {@code [matches, popularity]} by item: what a ranker may go by. */
  final float[][][] features = new float[QUERIES][2][ITEMS];

  final boolean[][] relevant = new boolean[QUERIES][ITEMS];
  private final SplittableRandom random;

  ClickSimulation(long seed) {
    this.random = new SplittableRandom(seed);
    for (int query = 0; query < QUERIES; query++) {
      for (int item = 0; item < ITEMS; item++) {
        float match = (float) random.nextGaussian();
        features[query][0][item] = match;
        features[query][1][item] = (float) random.nextGaussian();
        relevant[query][item] = match + 0.3 * random.nextGaussian() > 0.8;
      }
    }
  }

  static double looks(int position) {
    return 1.0 / position;
  }

  /**
   * Clicks on rankings by popularity.
   *
   * @param rankers each disturbs the order in its own way; one never changes it
   */
  ClickTable clicks(int rankers, int sessions) {
    ClickTable.Builder log = new ClickTable.Builder();
    for (int query = 0; query < QUERIES; query++) {
      for (int ranker = 0; ranker < rankers; ranker++) {
        int[] order = order(features[query][1], ranker == 0 ? 0 : 0.4);
        for (int at = 0; at < order.length; at++) {
          double click = looks(at + 1) * (relevant[query][order[at]] ? RELEVANT : NOT);
          long clicked =
              IntStream.range(0, sessions).filter(s -> random.nextDouble() < click).count();
          log.add(
              new Click(
                  "q" + query,
                  "i" + order[at],
                  at + 1,
                  sessions,
                  clicked,
                  Optional.empty(),
                  Interaction.NO_TIME));
        }
      }
    }
    return log.build();
  }

  private int[] order(float[] scores, double noise) {
    double[] disturbed = new double[scores.length];
    Arrays.setAll(disturbed, i -> scores[i] + noise * random.nextGaussian());
    List<Integer> order = new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
    order.sort(Comparator.comparingDouble(i -> -disturbed[i]));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }
}
