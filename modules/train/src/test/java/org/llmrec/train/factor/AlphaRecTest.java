package org.llmrec.train.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.MethodWorld;
import org.llmrec.train.method.Methods;

class AlphaRecTest {
  @TempDir Path folder;

  private FittedMethod fit(MethodWorld world, Map<String, Object> settings) throws Exception {
    Path scratch = Files.createTempDirectory(folder, "scratch");
    return Methods.of("alpha-rec", settings)
        .fit(
            MethodWorld.data(),
            new FitContext(3, 1, Optional.of(world.texts()), scratch, Progress.silent()));
  }

  /** Vectors hardly apart at a high temperature: all cosines over it are nearly equal. */
  @Test
  void theLossOfEqualScoresIsTheLogarithmOfTheirNumber() throws Exception {
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
        FittedMethod fitted =
            fit(
                world,
                Map.of(
                    "epochs",
                    1,
                    "temperature",
                    100,
                    "negatives",
                    7,
                    "batch",
                    1,
                    "dims",
                    4,
                    "learning-rate",
                    1e-9))) {
      // Of seven drawn negatives those that the user likes do not count: a few of sixty items.
      double loss = fitted.curve().getFirst().loss();
      assertTrue(loss <= Math.log(8) + 0.02 && loss > Math.log(5), "loss " + loss);
    }
  }

  @Test
  void learnsKindsFromTextsAlsoForAnItemThatNobodyMet() throws Exception {
    TrainingData data = MethodWorld.data();
    int[][] histories = data.positives().itemsByUser();
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
        FittedMethod fitted =
            fit(
                world,
                Map.of(
                    "epochs",
                    60,
                    "dims",
                    8,
                    "negatives",
                    32,
                    "batch",
                    64,
                    "learning-rate",
                    5e-3))) {
      assertTrue(fitted.curve().getLast().loss() < 0.9 * fitted.curve().getFirst().loss());
      // The cold item is of kind 0, which users of numbers 0 and 3 modulo 4 like.
      int cold = data.items().indexOf(MethodWorld.COLD);
      double[] sums = new double[2];
      int[] counts = new int[2];
      for (int user = 1; user < histories.length; user++) {
        float[] scores = new float[data.items().size()];
        fitted.score(new Asker.Reader(user, histories[user]), scores);
        int likes = user % 4 == 0 || user % 4 == 3 ? 1 : 0;
        sums[likes] += scores[cold];
        counts[likes]++;
        float[] asStranger = new float[scores.length];
        fitted.score(new Asker.Reader(Asker.Reader.UNKNOWN, histories[user]), asStranger);
        assertEquals(scores[5], asStranger[5]);
      }
      assertTrue(sums[1] / counts[1] > sums[0] / counts[0] + 0.1, sums[1] + " " + sums[0]);
    }
  }
}
