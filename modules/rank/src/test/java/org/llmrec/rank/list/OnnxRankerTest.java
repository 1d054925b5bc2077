package org.llmrec.rank.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Interaction;

class OnnxRankerTest {
  @Test
  void otherEnginesScoreTheSame() throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    for (long seed = 1; seed <= 30; seed++) {
      RandomRanker world = new RandomRanker(seed, seed % 3 == 0);
      ListRanker ranker = world.ranker;
      SplittableRandom random = new SplittableRandom(seed);
      long time = random.nextBoolean() ? 200_000_000L : Interaction.NO_TIME;
      History history = new History(world.some(random, random.nextInt(9)), time);
      int[] met = IntStream.range(0, world.items).filter(i -> world.met[i] > 0).toArray();
      int[] unmet = IntStream.range(0, world.items).filter(i -> world.met[i] == 0).toArray();
      try (OrtSession session = environment.createSession(OnnxRanker.bytes(ranker));
          Asking asking = ranker.signals().ask(history)) {
        assertEquals(Set.of("features"), session.getInputNames());
        assertEquals(Set.of("scores", "strangers", "unmet"), session.getOutputNames());
        float[] expected = new float[met.length];
        ranker.score(asking, met, expected);
        same(expected, run(environment, session, "scores", asking.features(met), met.length), seed);
        try (Asking stranger =
            ranker.signals().ask(new History(history.items(), history.time(), false))) {
          ranker.score(stranger, met, expected);
          float[][] features = stranger.features(met);
          same(expected, run(environment, session, "strangers", features, met.length), seed);
        }
        float[] others = new float[unmet.length];
        ranker.scoreUnmet(asking, unmet, others);
        same(
            others, run(environment, session, "unmet", asking.features(unmet), unmet.length), seed);
      }
    }
  }

  private static float[] run(
      OrtEnvironment environment, OrtSession session, String output, float[][] features, int n)
      throws OrtException {
    float[] rows = new float[n * features.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = features[i % features.length][i / features.length];
    }
    long[] shape = {n, features.length};
    try (OnnxTensor in = OnnxTensor.createTensor(environment, FloatBuffer.wrap(rows), shape);
        OrtSession.Result out = session.run(Map.of("features", in), Set.of(output))) {
      return (float[]) out.get(0).getValue();
    }
  }

  private static void same(float[] expected, float[] found, long seed) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < found.length; i++) {
      assertEquals(
          expected[i], found[i], 1e-5 * Math.max(1, Math.abs(expected[i])), "seed " + seed);
    }
  }

  @Test
  void equalRankersGiveEqualBytes() {
    assertArrayEquals(
        OnnxRanker.bytes(new RandomRanker(4).ranker), OnnxRanker.bytes(new RandomRanker(4).ranker));
  }
}
