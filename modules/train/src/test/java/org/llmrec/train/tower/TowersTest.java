package org.llmrec.train.tower;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.factor.Towers;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.MethodWorld;
import org.llmrec.train.method.Methods;

class TowersTest {
  private static final Map<String, Object> SMALL =
      Map.of("dims", 8, "hidden", 32, "batch", 16, "epochs", 40, "learning-rate", 0.01);

  @TempDir Path folder;

  private FittedMethod fit(MethodWorld world, Map<String, Object> changes) throws Exception {
    Map<String, Object> settings = new LinkedHashMap<>(SMALL);
    settings.putAll(changes);
    return Methods.of("towers", settings)
        .fit(
            MethodWorld.data(),
            new FitContext(3, 1, Optional.of(world.texts()), folder, Progress.silent()));
  }

  /** With vectors of items all 0 every item scores the same: the loss is that of a guess. */
  @Test
  void theFirstLossWithoutTextsOrStartIsTheLogarithmOfTheItems() throws Exception {
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
        FittedMethod fitted =
            fit(
                world,
                Map.of("epochs", 1, "learning-rate", 1e-9, "text", false, "id-drop", 0.99))) {
      int items = MethodWorld.data().items().size();
      // What is known of a user is not guessed.
      double loss = fitted.curve().getFirst().loss();
      assertTrue(loss < Math.log(items) + 0.05 && loss > Math.log(items) - 0.5, "loss " + loss);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "ids", "gates", "attention", "mean"})
  void learnsKindsAlsoForAnItemThatNobodyMet(String without) throws Exception {
    Map<String, Object> off = without.equals("none") ? Map.of() : Map.of(without, false);
    TrainingData data = MethodWorld.data();
    int[][] histories = data.positives().itemsByUser();
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
        FittedMethod fitted = fit(world, off)) {
      assertTrue(fitted.curve().getLast().loss() < 0.9 * fitted.curve().getFirst().loss());
      // The cold item is of kind 0, which users of numbers 0 and 3 modulo 4 like.
      int cold = data.items().indexOf(MethodWorld.COLD);
      double[] sums = new double[2];
      int[] counts = new int[2];
      for (int user = 1; user < histories.length; user++) {
        float[] scores = scores(fitted, histories[user]);
        int likes = user % 4 == 0 || user % 4 == 3 ? 1 : 0;
        sums[likes] += scores[cold];
        counts[likes]++;
      }
      assertTrue(sums[1] / counts[1] > sums[0] / counts[0] + 0.1, sums[1] + " " + sums[0]);
    }
  }

  @Test
  void aCatalogueThatIsOnlySampledIsLearntToo() throws Exception {
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
        FittedMethod fitted = fit(world, Map.of("negatives", 10, "batch", 4))) {
      assertTrue(fitted.curve().getLast().loss() < 0.9 * fitted.curve().getFirst().loss());
    }
  }

  @Test
  void scoresAreInnerProductsOfTheVectorsAndAHistoryIsAllThatCounts() throws Exception {
    TrainingData data = MethodWorld.data();
    int[] history = data.positives().itemsByUser()[4];
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
        FittedMethod fitted = fit(world, Map.of())) {
      Towers towers = (Towers) fitted;
      float[] user = towers.user(new Asker.Reader(Asker.Reader.UNKNOWN, history));
      float[] scores = scores(fitted, history);
      for (int item = 0; item < scores.length; item++) {
        double product = 0;
        for (int d = 0; d < user.length; d++) {
          product += (double) user[d] * towers.item(item)[d];
        }
        assertEquals(product, scores[item], 1e-4);
      }
      float[] known = new float[scores.length];
      fitted.score(new Asker.Reader(4, history), known);
      assertArrayEquals(scores, known);
    }
  }

  @Test
  void anItemNeedsATextOrAVectorOfItsOwn() {
    assertThrows(
        ConfigException.class, () -> Methods.of("towers", Map.of("text", false, "ids", false)));
  }

  private static float[] scores(FittedMethod fitted, int[] history) {
    float[] scores = new float[MethodWorld.data().items().size()];
    fitted.score(new Asker.Reader(Asker.Reader.UNKNOWN, history), scores);
    return scores;
  }
}
