package org.llmrec.train.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.metrics.TopK;
import org.llmrec.train.World;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Methods;

class BprTest {
  private static final Map<String, Object> QUICK = Map.of("dims", 8, "epochs", 60);

  @Test
  void aStepGoesDownTheGradient() {
    for (long seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BprFactors factors = BprFactors.start(3, 5, 4, random);
      for (int i = 0; i < 5; i++) {
        factors.bias()[i] = (float) random.nextGaussian();
      }
      BprFactors before = factors.copy();
      float rate = 0.1f;
      float pull = 0.2f;
      double loss = factors.step(1, 2, 4, rate, pull);
      assertEquals(loss(before), loss, 1e-6, "seed " + seed);
      for (float[][] pair :
          List.of(
              new float[][] {before.users(), factors.users()},
              new float[][] {before.items(), factors.items()},
              new float[][] {before.bias(), factors.bias()})) {
        for (int k = 0; k < pair[0].length; k++) {
          float kept = pair[0][k];
          double moved = pair[1][k] - kept;
          pair[0][k] = kept + 1e-2f;
          double above = loss(before);
          pair[0][k] = kept - 1e-2f;
          double below = loss(before);
          pair[0][k] = kept;
          double slope = (above - below) / 2e-2;
          // Only what takes part in the step is pulled to zero.
          double expected = slope == 0 ? 0 : -rate * (slope + pull * kept);
          assertEquals(expected, moved, 1e-4, "seed " + seed + " number " + k);
        }
      }
    }
  }

  /** Of user 1 with the better item 2 and the worse item 4, without the pull. */
  private static double loss(BprFactors factors) {
    double difference = (double) factors.bias()[2] - factors.bias()[4];
    for (int k = 0; k < 4; k++) {
      difference +=
          (double) factors.users()[4 + k] * (factors.items()[8 + k] - factors.items()[16 + k]);
    }
    return Math.log1p(Math.exp(-difference));
  }

  @Test
  void peopleGetItemsOfTheirKinds() throws IOException {
    TrainingData data = TrainingData.everything(World.positives(100, 16, 3));
    FittedMethod fitted = fit(Methods.of("bpr", QUICK), data);
    int right = 0;
    int strangersRight = 0;
    int[][] histories = data.positives().itemsByUser();
    for (int u = 0; u < histories.length; u++) {
      right += ofTheirKinds(fitted, data, new Asker.Reader(u, histories[u]), u);
      Asker.Reader stranger = new Asker.Reader(Asker.Reader.UNKNOWN, histories[u]);
      strangersRight += ofTheirKinds(fitted, data, stranger, u);
    }
    // Five each; half of all items are of a user's kinds.
    assertTrue(right > 400, "of 500: " + right);
    assertTrue(strangersRight > 400, "of 500: " + strangersRight);
  }

  private static int ofTheirKinds(
      FittedMethod fitted, TrainingData data, Asker.Reader reader, int user) {
    int right = 0;
    for (int item : TopK.of(scores(fitted, data, reader), 5, reader.history())) {
      int kind = World.kind(data.items().get(item));
      right += kind == user % World.KINDS || kind == (user + 1) % World.KINDS ? 1 : 0;
    }
    return right;
  }

  @Test
  void theBestCheckedEpochIsKeptAndARefitRunsJustAsLong() throws IOException {
    TrainingData data =
        ProtocolSplit.of(World.positives(80, 16, 3), ProtocolOptions.of(Protocol.A_TRAIN, 1))
            .tuning();
    Method method = Methods.of("bpr", Map.of("dims", 8, "epochs", 60, "check-every", 4));
    FittedMethod tuned = fit(method, data);
    CurvePoint best = tuned.curve().get(tuned.facts().get("best-epoch").intValue() - 1);
    for (CurvePoint point : tuned.curve()) {
      boolean checked = point.epoch() % 4 == 0 || point.epoch() == 60;
      assertEquals(checked, !Double.isNaN(point.validation()), point::toString);
      assertTrue(!checked || point.validation() <= best.validation(), point::toString);
    }
    assertTrue(best.validation() > 0.1, best::toString);
    Method fixed = method.refit(tuned);
    FittedMethod refitted = fit(fixed, data);
    assertEquals(best.epoch(), refitted.curve().size());
    assertEquals("none", fixed.settings().get("stopping"));
    Asker.Reader reader = new Asker.Reader(3, data.positives().itemsByUser()[3]);
    assertArrayEquals(scores(tuned, data, reader), scores(refitted, data, reader));
  }

  @Test
  void whoSaysNothingGetsTheItemsThatPleaseMost() throws IOException {
    // Item 0 pleases everybody, item 1 half, item 2 a fourth, the others hardly anybody.
    int[][] byUser = new int[40][];
    for (int u = 0; u < 40; u++) {
      byUser[u] = u % 4 == 0 ? new int[] {0, 1, 2} : u % 2 == 0 ? new int[] {0, 1} : new int[] {0};
    }
    TrainingData data = TrainingData.everything(Rows.of(30, byUser));
    Asker.Reader nobody = new Asker.Reader(Asker.Reader.UNKNOWN, new int[0]);
    float[] scores = scores(fit(Methods.of("bpr", QUICK), data), data, nobody);
    assertArrayEquals(new int[] {0, 1, 2}, TopK.of(scores, 3));
  }

  @Test
  void aUserWhoLikesEverythingTeachesNothing() throws IOException {
    TrainingData data = TrainingData.everything(Rows.of(2, new int[] {0, 1}));
    FittedMethod fitted = fit(Methods.of("bpr", QUICK), data);
    assertEquals(0, fitted.curve().getLast().loss());
  }

  @Test
  void nothingToLearnFromIsRefused() {
    TrainingData nothing = TrainingData.everything(Rows.of(3, new int[0]));
    assertThrows(ConfigException.class, () -> fit(Methods.of("bpr", QUICK), nothing));
  }

  private static FittedMethod fit(Method method, TrainingData data) throws IOException {
    return method.fit(
        data, new FitContext(3, 1, Optional.empty(), Path.of("unused"), Progress.silent()));
  }

  private static float[] scores(FittedMethod fitted, TrainingData data, Asker.Reader reader) {
    float[] scores = new float[data.items().size()];
    fitted.score(reader, scores);
    return scores;
  }
}
