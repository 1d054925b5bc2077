package org.llmrec.train.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.io.Verify;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rank.Ranker;
import org.llmrec.rank.RankerBundle;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.TwoTowerTrainer;
import org.llmrec.train.World;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Methods;
import org.llmrec.train.method.TextVectors;

class TwoTowerMethodTest {
  private static final int UNKNOWN = Asker.Reader.UNKNOWN;
  private static final Map<String, Object> QUICK =
      Map.of(
          "dims", 16, "hidden", 32, "batch", 256, "negatives", 64, "max-epochs", 12, "patience", 3);

  @TempDir Path folder;
  private World world;
  private TrainingData data;
  private Map<String, VectorFile> fields;

  @BeforeEach
  void open() throws IOException {
    world = new World(folder);
    InteractionTable positives = World.positives(60, 14, 3);
    data = ProtocolSplit.of(positives, ProtocolOptions.of(Protocol.A_TRAIN, 1)).tuning();
    fields = world.data(positives).fields();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void scoresAreThoseOfTheBundleThatTheTrainerWrites() throws IOException {
    int[][] histories = data.positives().itemsByUser();
    InteractionTable none = data.positives().filter(row -> false);
    TrainOptions options = TrainOptions.builder().set(QUICK).seed(5).threads(1).build();
    TrainData same =
        new TrainData(
            data.items().asList(),
            fields,
            new Split(data.positives(), data.stopping().orElseThrow(), none),
            "e",
            "h",
            "d");
    TwoTowerTrainer.train(same, options, folder.resolve("bundle"), Progress.silent());
    try (FittedMethod fitted = fit(Methods.of("two-tower", QUICK));
        RankerBundle bundle = RankerBundle.open(folder.resolve("bundle"), Verify.FAST)) {
      Ranker ranker = bundle.ranker();
      int[] changed = Arrays.copyOf(histories[7], 3);
      List<Asker.Reader> readers =
          List.of(
              new Asker.Reader(7, histories[7]),
              new Asker.Reader(7, changed),
              new Asker.Reader(UNKNOWN, histories[7]),
              new Asker.Reader(UNKNOWN, new int[0]));
      List<float[]> users =
          List.of(
              ranker.userVector(data.users().get(7)).orElseThrow(),
              ranker.foldIn(changed),
              ranker.foldIn(histories[7]),
              ranker.averageUser());
      for (int r = 0; r < readers.size(); r++) {
        float[] scores = scores(fitted, readers.get(r));
        for (int item = 0; item < scores.length; item++) {
          float served = Vectors.dot(users.get(r), ranker.itemVector(item));
          assertEquals(served, scores[item], 1e-4, "reader " + r + " item " + item);
        }
      }
      // Whoever says the trained history in another order is still the trained user.
      int[] reversed = histories[7].clone();
      for (int i = 0; i < reversed.length; i++) {
        reversed[i] = histories[7][reversed.length - 1 - i];
      }
      assertArrayEquals(
          scores(fitted, readers.getFirst()), scores(fitted, new Asker.Reader(7, reversed)));
    }
  }

  @Test
  void theBestEpochIsKeptAndARefitRunsJustAsLong() throws IOException {
    Method method = Methods.of("two-tower", QUICK);
    try (FittedMethod tuned = fit(method)) {
      CurvePoint best = tuned.curve().get(tuned.facts().get("best-epoch").intValue() - 1);
      assertTrue(tuned.curve().stream().allMatch(point -> point.validation() <= best.validation()));
      assertEquals(tuned.facts().get("epochs"), tuned.curve().size());
      try (FittedMethod refitted = fit(method.refit(tuned))) {
        assertEquals(best.epoch(), refitted.curve().size());
        assertTrue(refitted.curve().stream().allMatch(p -> Double.isNaN(p.validation())));
        Asker.Reader reader = new Asker.Reader(3, data.positives().itemsByUser()[3]);
        assertArrayEquals(scores(tuned, reader), scores(refitted, reader));
      }
    }
  }

  @Test
  void settingsHaveTheNamesAndDefaultsOfAWorkspace() {
    Map<String, Object> expected = TrainOptions.defaults().toMap();
    Map<String, Object> found = Methods.of("two-tower", Map.of()).settings();
    expected.keySet().removeAll(List.of("seed", "threads"));
    expected.forEach(
        (name, value) ->
            assertEquals(String.valueOf(value), String.valueOf(found.get(name)), name));
    assertEquals(expected.size() + 1, found.size());
    assertFalse(found.containsKey("threads"));
  }

  private FittedMethod fit(Method method) throws IOException {
    TextVectors texts = new TextVectors("original", fields, Optional.empty());
    return method.fit(data, new FitContext(5, 1, Optional.of(texts), folder, Progress.silent()));
  }

  private float[] scores(FittedMethod fitted, Asker.Reader reader) {
    float[] scores = new float[data.items().size()];
    fitted.score(reader, scores);
    return scores;
  }
}
