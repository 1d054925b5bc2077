package org.llmrec.rank.query;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.rank.tensor.Tensor;

/**
 * The self-test of a bundle: candidates with drawn features, and what the writer's network said of
 * them. Whoever opens the bundle asks again.
 */
final class QueryProbe {
  private static final String SCORES = "probe.scores";
  private static final int CANDIDATES = 50;

  /** How far a score may be off: far above rounding, far below anything that reorders a list. */
  private static final double TOLERANCE = 1e-3;

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
    float[] found = scores(network);
    if (!(probe.get(SCORES) instanceof Tensor.Floats expected) || expected.size() != CANDIDATES) {
      throw new CorruptFileException(
          file, CANDIDATES + " scores in " + SCORES, String.valueOf(probe.get(SCORES)), advice);
    }
    for (int i = 0; i < found.length; i++) {
      float wanted = expected.values()[i];
      if (!(Math.abs(wanted - found[i]) <= TOLERANCE * Math.max(1, Math.abs(wanted)))) {
        throw new CorruptFileException(
            file,
            "the self-test to give " + wanted + " for candidate " + i,
            String.valueOf(found[i]),
            advice);
      }
    }
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
