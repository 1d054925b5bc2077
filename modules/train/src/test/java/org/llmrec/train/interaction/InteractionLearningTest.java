package org.llmrec.train.interaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.World;
import org.llmrec.train.internal.StoppingPart;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Methods;
import org.llmrec.train.method.TextVectors;

class InteractionLearningTest {
  private static Method quick(String name) {
    Map<String, Object> settings = new HashMap<>();
    settings.putAll(Map.of("dims", 8, "hidden", 16, "batch", 128, "negatives", 64, "pairs", 8));
    settings.putAll(Map.of("max-epochs", 6, "learning-rate", 1e-2, "fold-in-sample", 40));
    if (name.equals(Kar.NAME)) {
      settings.putAll(Map.of("expert-hidden", 16, "expert-dims", 8));
    }
    return Methods.of(name, settings);
  }

  @TempDir Path folder;
  private World world;
  private TrainingData data;
  private Map<String, VectorFile> fields;

  @BeforeEach
  void open() throws IOException {
    world = new World(folder);
    InteractionTable positives = World.positives(50, 14, 3);
    data = ProtocolSplit.of(positives, ProtocolOptions.of(Protocol.A_TRAIN, 1)).tuning();
    fields = world.data(positives).fields();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private FittedMethod fit(Method method, TrainingData on, long seed) throws IOException {
    TextVectors texts = new TextVectors("original", fields, Optional.empty());
    return method.fit(on, new FitContext(seed, 1, Optional.of(texts), folder, Progress.silent()));
  }

  private float[] scores(FittedMethod fitted, Asker.Reader reader) {
    float[] scores = new float[data.items().size()];
    fitted.score(reader, scores);
    return scores;
  }

  private double ndcg(FittedMethod fitted) {
    int[][] histories = data.positives().itemsByUser();
    int items = data.items().size();
    return StoppingPart.of(data)
        .ndcg(
            users -> {
              float[] all = new float[users.length * items];
              for (int u = 0; u < users.length; u++) {
                Asker.Reader reader = new Asker.Reader(users[u], histories[users[u]]);
                System.arraycopy(scores(fitted, reader), 0, all, u * items, items);
              }
              return all;
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"dcn-v2", "kar"})
  void learnsWhatPeopleLikeKeepsTheBestEpochAndRefitsJustAsLong(String name) throws IOException {
    Method method = quick(name);
    try (FittedMethod fitted = fit(method, data, 5);
        FittedMethod popular = fit(Methods.of("popularity", Map.of()), data, 5)) {
      assertTrue(ndcg(fitted) > ndcg(popular) + 0.05, () -> ndcg(fitted) + " " + ndcg(popular));
      CurvePoint best = fitted.curve().get(fitted.facts().get("best-epoch").intValue() - 1);
      assertEquals(best.validation(), ndcg(fitted), 1e-9);
      assertTrue(
          fitted.curve().stream().allMatch(point -> point.validation() <= best.validation()));
      try (FittedMethod refitted = fit(method.refit(fitted), data, 5);
          FittedMethod other = fit(method.refit(fitted), data, 6)) {
        Asker.Reader reader = new Asker.Reader(3, data.positives().itemsByUser()[3]);
        assertEquals(best.epoch(), refitted.curve().size());
        assertArrayEquals(scores(fitted, reader), scores(refitted, reader));
        assertFalse(Arrays.equals(scores(fitted, reader), scores(other, reader)));
      }
      strangersAreFoldedIn(fitted);
    }
  }

  /** By a history without a name, somebody gets much the same as by the name. */
  private void strangersAreFoldedIn(FittedMethod fitted) {
    int[][] histories = data.positives().itemsByUser();
    double nearer = 0;
    int asked = 12;
    for (int user = 0; user < asked; user++) {
      int next = user + 1;
      float[] stranger = scores(fitted, new Asker.Reader(Asker.Reader.UNKNOWN, histories[user]));
      double own = correlation(stranger, scores(fitted, new Asker.Reader(user, histories[user])));
      double others =
          correlation(stranger, scores(fitted, new Asker.Reader(next, histories[next])));
      nearer += own > others ? 1.0 / asked : 0;
    }
    assertTrue(nearer > 0.9, "nearer to themselves: " + nearer);
  }

  private static double correlation(float[] a, float[] b) {
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < a.length; i++) {
      meanA += a[i] / a.length;
      meanB += b[i] / b.length;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dcn-v2", "kar"})
  void whatCannotBeLearntFromIsRefused(String name) {
    Method method = quick(name);
    TrainingData empty = TrainingData.everything(data.positives().filter(row -> false));
    Exception nothing = assertThrows(ConfigException.class, () -> fit(method, empty, 1));
    assertTrue(nothing.getMessage().startsWith(name), nothing.getMessage());
    Ids.Builder foreign = new Ids.Builder();
    InteractionTable.Builder rows = new InteractionTable.Builder();
    rows.add(0, foreign.add("x"), 5, 0);
    rows.add(0, foreign.add("y"), 5, 1);
    TrainingData silent =
        TrainingData.everything(rows.build(Ids.of(List.of("u")), foreign.build()));
    Exception none = assertThrows(ConfigException.class, () -> fit(method, silent, 1));
    assertTrue(none.getMessage().contains("found none"), none.getMessage());
  }

  @Test
  void averagingLeavesMeansAndEmptyRows() {
    SplittableRandom random = new SplittableRandom(3);
    float[] values = new float[data.items().size() * 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(100);
    }
    HistoryTexts texts = new HistoryTexts(values, 2);
    float[] all = texts.ofUsers(data.positives());
    int[][] histories = data.positives().itemsByUser();
    for (int user = 0; user < histories.length; user++) {
      assertArrayEquals(
          texts.of(histories[user]), Arrays.copyOfRange(all, 2 * user, 2 * user + 2), 1e-3f);
    }
  }
}
