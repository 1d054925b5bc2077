package org.llmrec.train.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.MethodWorld;
import org.llmrec.train.method.Methods;

class RidgeIalsTest {
  private static final Map<String, Object> IALS = Map.of("dims", 8, "alpha", 0.2, "lambda", 0.02);

  @TempDir Path folder;
  private MethodWorld world;
  private TrainingData data;
  private int cold;

  @BeforeEach
  void open() throws IOException {
    world = new MethodWorld(folder);
    data = MethodWorld.data();
    cold = data.items().indexOf(MethodWorld.COLD);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anItemThatNobodyMetStandsHighForThoseWhoLikeItsKind() throws IOException {
    FittedMethod fitted = fit(Map.of("ridge", 1));
    double fans = 0;
    double others = 0;
    for (int u = 1; u < MethodWorld.USERS; u++) {
      // The cold item is of kind 0; a user likes the kinds u and u + 1, of four.
      float score = scores(fitted, u)[cold];
      assertTrue(Float.isFinite(score));
      if (u % 4 == 0 || u % 4 == 3) {
        fans += score;
      } else {
        others += score;
      }
    }
    assertTrue(fans > 5 * Math.abs(others), fans + " against " + others);
    assertEquals(0, scores(ials(), 1)[cold]);
  }

  @Test
  void warmItemsKeepTheirFactorsOrTakeWhatTextSaysOrBoth() throws IOException {
    float[] factors = scores(ials(), 5);
    float[] kept = scores(fit(Map.of("warm", "factors")), 5);
    float[] text = scores(fit(Map.of("warm", "text")), 5);
    float[] blend = scores(fit(Map.of("warm", "blend", "kappa", 3)), 5);
    int[] counts = data.positives().popularity();
    for (int item = 0; item < factors.length; item++) {
      boolean warm = counts[item] > 0;
      assertEquals(warm ? factors[item] : text[item], kept[item], 1e-5);
      double share = warm ? counts[item] / (counts[item] + 3.0) : 0;
      assertEquals(share * factors[item] + (1 - share) * text[item], blend[item], 1e-5);
    }
  }

  @Test
  void itemsMayCountByHowOftenTheyWereMet() throws IOException {
    float[] equal = scores(fit(Map.of("weight", "equal", "warm", "text")), 5);
    float[] count = scores(fit(Map.of("weight", "count", "warm", "text")), 5);
    float difference = 0;
    for (int item = 0; item < equal.length; item++) {
      difference = Math.max(difference, Math.abs(equal[item] - count[item]));
    }
    assertTrue(difference > 1e-4 && difference < 0.5, "differ by " + difference);
  }

  @Test
  void aStrongRidgeLeavesTheMeanItem() throws IOException {
    float[] scores = scores(fit(Map.of("ridge", 1e9, "warm", "text")), 5);
    float[] same = new float[scores.length];
    Arrays.fill(same, scores[0]);
    assertArrayEquals(same, scores, 1e-5f);
  }

  private FittedMethod ials() throws IOException {
    return fit("ials", IALS);
  }

  private FittedMethod fit(Map<String, Object> more) throws IOException {
    Map<String, Object> settings = new HashMap<>(IALS);
    settings.putAll(more);
    return fit("ridge-ials", settings);
  }

  private FittedMethod fit(String name, Map<String, Object> settings) throws IOException {
    return Methods.of(name, settings)
        .fit(data, new FitContext(1, 1, Optional.of(world.texts()), folder, Progress.silent()));
  }

  private float[] scores(FittedMethod fitted, int user) {
    float[] scores = new float[data.items().size()];
    fitted.score(new Asker.Reader(user, data.positives().itemsByUser()[user]), scores);
    return scores;
  }
}
