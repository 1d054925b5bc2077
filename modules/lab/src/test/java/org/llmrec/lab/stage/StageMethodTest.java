package org.llmrec.lab.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Methods;
import org.llmrec.train.method.Settings;
import org.llmrec.train.method.TextVectors;

class StageMethodTest {
  private static final int ITEMS = 80;
  private static final int USERS = 50;

  @TempDir Path folder;
  private final StageMethods methods = new StageMethods();
  private TrainingData data;
  private VectorFile texts;
  private Path scratch;

  /** Two tastes, each of half of the items. */
  @BeforeEach
  void open() throws IOException {
    Random random = new Random(4);
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int user = 0; user < USERS; user++) {
      int[] liked = random.ints(0, ITEMS / 2).distinct().limit(14).toArray();
      for (int item : liked) {
        rows.add(user, user % 2 == 0 ? item : item + ITEMS / 2, 5, 86_400L * random.nextInt(900));
      }
    }
    List<String> items = IntStream.range(0, ITEMS).mapToObj(i -> "i" + i).toList();
    List<String> users = IntStream.range(0, USERS).mapToObj(u -> "u" + u).toList();
    InteractionTable positives = rows.build(Ids.of(users), Ids.of(items));
    data = ProtocolSplit.of(positives, ProtocolOptions.of(Protocol.A_TRAIN, 1)).tuning();
    Path file = folder.resolve("texts.vec");
    try (VectorFileWriter writer = VectorFileWriter.create(file, 8, Map.of())) {
      for (int i = 0; i < ITEMS; i++) {
        float[] vector = new float[8];
        for (int d = 0; d < 8; d++) {
          vector[d] = (float) random.nextGaussian() / 4 + (d == (i < ITEMS / 2 ? 0 : 1) ? 1 : 0);
        }
        writer.add("i" + i, vector);
      }
    }
    texts = VectorFile.open(file);
    scratch = Files.createDirectories(folder.resolve("scratch/fit"));
  }

  @AfterEach
  void close() throws IOException {
    methods.closeIdle();
    texts.close();
    try (Stream<Path> left = Files.list(scratch.getParent())) {
      assertEquals(List.of(scratch), left.toList(), "indexes are deleted");
    }
  }

  private FittedMethod fit(Method method) throws IOException {
    return method.fit(
        data,
        new FitContext(
            1,
            1,
            Optional.of(new TextVectors("original", Map.of("original", texts), Optional.empty())),
            scratch,
            Progress.silent()));
  }

  private Method method(String name, Map<String, Object> settings) {
    return methods.factories().get(name).create(Settings.of(name, settings));
  }

  private static float[] scores(FittedMethod fitted, Asker asker) {
    float[] scores = new float[ITEMS];
    fitted.score(asker, scores);
    return scores;
  }

  @Test
  void withAllItemsAsCandidatesTheRankerDecidesAlone() throws IOException {
    Map<String, Object> ranker = Map.of("dropout", 0.4, "user-l2", 3e-4);
    try (FittedMethod both = fit(method("two-stage", Map.of("exact", true)));
        FittedMethod everything = fit(method("two-stage", Map.of("source", "everything")));
        FittedMethod alone = fit(Methods.of("two-tower", ranker))) {
      int[][] histories = data.positives().itemsByUser();
      for (int user = 0; user < USERS; user++) {
        Asker.Reader reader = new Asker.Reader(user, histories[user]);
        float[] expected = scores(alone, reader);
        assertArrayEquals(expected, scores(everything, reader), "user " + user);
        for (int item : histories[user]) {
          expected[item] = Float.NEGATIVE_INFINITY;
        }
        assertArrayEquals(expected, scores(both, reader), 1e-5f, "user " + user);
      }
    }
  }

  @Test
  void everySourceGivesItsDepthAndNothingOfTheHistory() throws IOException {
    int[] history = data.positives().itemsByUser()[3];
    Asker.Reader reader = new Asker.Reader(3, history);
    for (String source :
        List.of("fused", "taste", "co-engaged", "history", "popularity", "trending", "newcomers")) {
      try (FittedMethod fitted =
          fit(
              method(
                  "candidates",
                  Map.of("source", source, "depth", 7, "weights", "given", "newcomer", 100)))) {
        float[] scores = scores(fitted, reader);
        long found = IntStream.range(0, ITEMS).filter(i -> Float.isFinite(scores[i])).count();
        assertEquals(7, found, source);
        assertTrue(Arrays.stream(history).allMatch(i -> scores[i] == Float.NEGATIVE_INFINITY));
      }
    }
  }

  @Test
  void weightsAreLearntOnValidationAndARefitKeepsThem() throws IOException {
    Method method = method("candidates", Map.of("depth", 10, "mixing", "z-scores"));
    try (FittedMethod tuned = fit(method)) {
      assertTrue(tuned.facts().containsKey("weight-taste"), tuned.facts().toString());
      Method refitted = method.refit(tuned);
      assertEquals("given", refitted.settings().get("weights"));
      for (String source : List.of("taste", "co-engaged", "history", "popularity", "trending")) {
        String name = "weight-" + source;
        assertEquals(tuned.facts().get(name), refitted.settings().get(name));
      }
      Asker.Reader reader = new Asker.Reader(5, data.positives().itemsByUser()[5]);
      try (FittedMethod again = fit(refitted)) {
        assertArrayEquals(scores(tuned, reader), scores(again, reader));
      }
    }
  }

  @Test
  void aQueryIsRefusedAndSoIsAnUnknownSource() throws IOException {
    assertThrows(ConfigException.class, () -> method("candidates", Map.of("source", "magic")));
    try (FittedMethod fitted = fit(method("candidates", Map.of("weights", "given")))) {
      assertThrows(
          UnsupportedOperationException.class, () -> scores(fitted, new Asker.QueryText("robots")));
    }
  }
}
