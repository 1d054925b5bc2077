package org.llmrec.rank.query;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.rank.ProbeScores;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.rank.tensor.Tensor;

/**
 * The self-test of a bundle: candidates with drawn features, and what the writer's network said of
 * them. Whoever opens the bundle asks again.
 */
final class QueryProbe {
  private static final String SCORES = "probe.scores";
  private static final int CANDIDATES = 50;

  private QueryProbe() {}

  static Map<String, Tensor> record(ListNetwork network) {
    return Map.of(SCORES, Tensor.Floats.vector(scores(network)));
  }

  /**
   * Asks again.
   *
   * @param file the probe's file, for the message
   * @throws CorruptFileException if anything comes out differently
   */
  static void test(Path file, Map<String, Tensor> probe, ListNetwork network, String advice) {
    new ProbeScores(file, advice).require(SCORES, probe.get(SCORES), scores(network));
  }

  /** Of features between 0 and 1, the same for every network of that many. */
  private static float[] scores(ListNetwork network) {
    SplittableRandom random = new SplittableRandom(7);
    float[][] features = new float[network.features()][CANDIDATES];
    for (float[] own : features) {
      for (int i = 0; i < CANDIDATES; i++) {
        own[i] = (float) random.nextDouble();
      }
    }
    float[] scores = new float[CANDIDATES];
    network.add(features, scores);
    return scores;
  }
}
