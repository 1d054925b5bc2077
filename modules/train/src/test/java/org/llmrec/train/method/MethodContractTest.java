package org.llmrec.train.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;

/** What every method must do, in a {@link MethodWorld}. A subclass names the method. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MethodContractTest {
  private static final long SEED = 11;

  @TempDir static Path folder;

  private MethodWorld world;
  private TrainingData data;
  private FittedMethod fitted;

  /** Its name in the registry. */
  protected abstract String name();

  /** Settings that keep the test short. */
  protected Map<String, Object> settings() {
    return Map.of();
  }

  /**
   * By how much, relative to the largest score, a score may change when the items are numbered in
   * another order; rounding for most. Infinite for a method that draws by item number.
   */
  protected double orderTolerance() {
    return 1e-4;
  }

  /** By how much, relative to the largest score, a score may change with the number of threads. */
  protected double threadTolerance() {
    return 0;
  }

  @BeforeAll
  void fit() throws IOException {
    world = new MethodWorld(Files.createTempDirectory(folder, "world"));
    data = MethodWorld.data();
    fitted = fit(data, SEED, 1);
  }

  @AfterAll
  void close() {
    if (fitted != null) {
      fitted.close();
    }
    world.close();
  }

  private Method method() {
    return Methods.of(name(), settings());
  }

  private FittedMethod fit(TrainingData on, long seed, int threads) throws IOException {
    Method method = method();
    return method.fit(on, context(seed, threads, method.usesText()));
  }

  private FitContext context(long seed, int threads, boolean withTexts) throws IOException {
    Optional<TextVectors> texts = withTexts ? Optional.of(world.texts()) : Optional.empty();
    Path scratch = Files.createTempDirectory(folder, "scratch");
    return new FitContext(seed, threads, texts, scratch, Progress.silent());
  }

  /** Known and unknown, with long, short and empty histories, with odd items in them. */
  private static List<Asker> askers(TrainingData data) {
    int[][] histories = data.positives().itemsByUser();
    int unknown = Asker.Reader.UNKNOWN;
    List<Asker> askers = new ArrayList<>();
    for (int user = 0; user < histories.length; user += 3) {
      askers.add(new Asker.Reader(user, histories[user]));
    }
    int cold = data.items().indexOf(MethodWorld.COLD);
    int silent = data.items().indexOf(MethodWorld.SILENT);
    int[] all = new int[data.items().size()];
    Arrays.setAll(all, item -> data.items().indexOf(MethodWorld.item(item)));
    askers.add(new Asker.Reader(1, new int[0]));
    askers.add(new Asker.Reader(unknown, new int[0]));
    askers.add(new Asker.Reader(unknown, new int[] {cold}));
    askers.add(new Asker.Reader(unknown, new int[] {silent}));
    askers.add(new Asker.Reader(unknown, histories[5]));
    askers.add(new Asker.Reader(unknown, all));
    return askers;
  }

  private static float[][] scores(FittedMethod fitted, TrainingData data) {
    List<Asker> askers = askers(data);
    float[][] scores = new float[askers.size()][data.items().size()];
    for (int i = 0; i < scores.length; i++) {
      // What was there before must not show through.
      Arrays.fill(scores[i], Float.NaN);
      fitted.score(askers.get(i), scores[i]);
    }
    return scores;
  }

  @Test
  void everyAskerGetsNumbersOrNotRanked() {
    float[][] scores = scores(fitted, data);
    for (int asker = 0; asker < scores.length; asker++) {
      for (int item = 0; item < scores[asker].length; item++) {
        float score = scores[asker][item];
        assertTrue(
            Float.isFinite(score) || score == Float.NEGATIVE_INFINITY,
            "asker " + asker + ", item " + item + ": " + score);
      }
    }
  }

  @Test
  void equalSeedsGiveEqualScoresAlsoFromRecordedSettings() throws IOException {
    Method recorded = Methods.of(name(), method().settings());
    assertEquals(method().settings(), recorded.settings());
    try (FittedMethod again = recorded.fit(data, context(SEED, 1, recorded.usesText()))) {
      assertScores(scores(fitted, data), scores(again, data), 0, "second fit");
      assertEquals(fitted.facts().keySet(), again.facts().keySet());
    }
  }

  @Test
  void withoutASeedInUseAnotherSeedChangesNothing() throws IOException {
    Assumptions.assumeFalse(method().usesSeed(), name() + " uses its seed");
    try (FittedMethod other = fit(data, SEED + 1, 1)) {
      assertScores(scores(fitted, data), scores(other, data), 0, "other seed");
    }
  }

  @Test
  void threadsOfTheFitChangeNothing() throws IOException {
    try (FittedMethod other = fit(data, SEED, 3)) {
      assertScores(scores(fitted, data), scores(other, data), threadTolerance(), "3 threads");
    }
  }

  @Test
  void itemsNumberedInAnotherOrderGetTheSameScores() throws IOException {
    Assumptions.assumeTrue(Double.isFinite(orderTolerance()), name() + " draws by item number");
    TrainingData shuffled = MethodWorld.shuffled();
    try (FittedMethod other = fit(shuffled, SEED, 1)) {
      float[][] found = scores(other, shuffled);
      float[][] sorted = new float[found.length][data.items().size()];
      for (int asker = 0; asker < found.length; asker++) {
        for (int item = 0; item < data.items().size(); item++) {
          sorted[asker][item] = found[asker][shuffled.items().indexOf(data.items().get(item))];
        }
      }
      assertScores(scores(fitted, data), sorted, orderTolerance(), "other order");
    }
  }

  @Test
  void scoresTheSameFromManyThreads() {
    float[][] expected = scores(fitted, data);
    List<CompletableFuture<float[][]>> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      CompletableFuture<float[][]> run = new CompletableFuture<>();
      Thread.ofPlatform()
          .start(
              () -> {
                try {
                  float[][] last = null;
                  for (int round = 0; round < 5; round++) {
                    last = scores(fitted, data);
                  }
                  run.complete(last);
                } catch (Throwable e) {
                  run.completeExceptionally(e);
                }
              });
      runs.add(run);
    }
    runs.forEach(run -> assertScores(expected, run.join(), 0, "from a thread"));
  }

  @Test
  void theHistoryIsNotChanged() {
    for (Asker asker : askers(data)) {
      int[] history = ((Asker.Reader) asker).history();
      int[] before = history.clone();
      fitted.score(asker, new float[data.items().size()]);
      assertArrayEquals(before, history);
    }
  }

  @Test
  void aQueryIsServedOrRefusedWithAReason() {
    float[] scores = new float[data.items().size()];
    Arrays.fill(scores, Float.NaN);
    try {
      fitted.score(new Asker.QueryText("a film about the sea"), scores);
      for (float score : scores) {
        assertFalse(Float.isNaN(score));
      }
    } catch (UnsupportedOperationException e) {
      assertTrue(e.getMessage().contains(name()), e.getMessage());
    }
  }

  @Test
  void aSettingThatNobodyKnowsIsRefused() {
    Map<String, Object> settings = new HashMap<>(settings());
    settings.put("no-such-setting", 1);
    Exception e = assertThrows(ConfigException.class, () -> Methods.of(name(), settings));
    assertTrue(e.getMessage().contains("no-such-setting"), e.getMessage());
  }

  @Test
  void settingsOfTheWrongKindAreRefused() {
    for (String setting : method().settings().keySet()) {
      Map<String, Object> settings = new LinkedHashMap<>(settings());
      settings.put(setting, List.of());
      Exception e = assertThrows(ConfigException.class, () -> Methods.of(name(), settings));
      assertTrue(e.getMessage().contains(setting), e.getMessage());
    }
  }

  @Test
  void textsThatAreNeededAreAskedForAndMustNotHaveSeenTheAnswers() throws IOException {
    Method method = method();
    Assumptions.assumeTrue(method.usesText(), name() + " needs no text");
    FitContext without = context(SEED, 1, false);
    Exception e = assertThrows(ConfigException.class, () -> method.fit(data, without));
    assertTrue(e.getMessage().contains("text"), e.getMessage());
    Path scratch = Files.createTempDirectory(folder, "scratch");
    Optional<TextVectors> foreign = Optional.of(world.textsFrom("0".repeat(64)));
    FitContext leaking = new FitContext(SEED, 1, foreign, scratch, Progress.silent());
    assertThrows(ConfigException.class, () -> method.fit(data, leaking));
    Optional<TextVectors> own = Optional.of(world.textsFrom(data.hash()));
    method.fit(data, new FitContext(SEED, 1, own, scratch, Progress.silent())).close();
  }

  @Test
  void whatIsRefittedUsesTheSame() {
    Method refitted = method().refit(fitted);
    assertEquals(method().usesText(), refitted.usesText());
    assertEquals(method().usesSeed(), refitted.usesSeed());
  }

  /** Equal up to a share of the largest finite score that the asker gives. */
  private static void assertScores(
      float[][] expected, float[][] found, double tolerance, String what) {
    for (int asker = 0; asker < expected.length; asker++) {
      double largest = 0;
      for (float score : expected[asker]) {
        largest = Float.isFinite(score) ? Math.max(largest, Math.abs(score)) : largest;
      }
      for (int item = 0; item < expected[asker].length; item++) {
        float a = expected[asker][item];
        float b = found[asker][item];
        boolean same =
            tolerance == 0 || !Float.isFinite(a)
                ? Float.compare(a, b) == 0
                : Math.abs(a - b) <= tolerance * largest;
        assertTrue(same, what + ": asker " + asker + ", item " + item + ": " + a + " became " + b);
      }
    }
  }
}
