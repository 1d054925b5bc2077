package org.llmrec.rank.list;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.rank.ProbeScores;
import org.llmrec.rank.tensor.Tensor;

/**
 * The self-test of a bundle: candidates spread over the catalogue, and what the writer's ranker
 * said of them to somebody without a history, with one item and with several, and to a stranger.
 * Whoever opens the bundle asks again.
 */
final class ListProbe {
  private static final int CANDIDATES = 50;
  private static final int[] HISTORIES = {0, 1, 12};
  private static final int STRANGER = 3;
  private static final String STRANGERS = "probe.strangers";

  private ListProbe() {}

  static Map<String, Tensor> record(ListRanker ranker) {
    Map<String, Tensor> tensors = new TreeMap<>();
    for (int length : HISTORIES) {
      tensors.put(name(length), Tensor.Floats.vector(scores(ranker, length, true)));
    }
    if (!ranker.strangers().isEmpty()) {
      float[] scores = scores(ranker, STRANGER, false);
      tensors.put(STRANGERS, Tensor.Floats.vector(scores));
    }
    return tensors;
  }

  /**
   * Asks again.
   *
   * @param file the probe's file, for the message
   * @throws CorruptFileException if anything comes out differently
   */
  static void test(Path file, Map<String, Tensor> probe, ListRanker ranker, String advice) {
    ProbeScores scores = new ProbeScores(file, advice);
    for (int length : HISTORIES) {
      scores.require(name(length), probe.get(name(length)), scores(ranker, length, true));
    }
    if (!ranker.strangers().isEmpty()) {
      scores.require(STRANGERS, probe.get(STRANGERS), scores(ranker, STRANGER, false));
    }
  }

  private static String name(int length) {
    return "probe." + length;
  }

  private static float[] scores(ListRanker ranker, int length, boolean trained) {
    int items = ranker.signals().items();
    int[] history = spread(items, Math.min(length, items));
    int[] candidates =
        Arrays.stream(spread(items, Math.min(CANDIDATES + length, items)))
            .filter(item -> Arrays.binarySearch(history, item) < 0)
            .toArray();
    float[] scores = new float[candidates.length];
    long time = ranker.signals().latest().orElse(Interaction.NO_TIME);
    ranker.score(new History(history, time, trained), candidates, scores);
    return scores;
  }

  private static int[] spread(int items, int count) {
    return IntStream.range(0, count).map(i -> (int) ((long) i * items / count)).toArray();
  }
}
