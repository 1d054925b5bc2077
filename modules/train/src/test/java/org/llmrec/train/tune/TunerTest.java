package org.llmrec.train.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;

class TunerTest {
  private static final Bracket TWENTY_SEVEN = new Bracket(27, 1, 3, 27);

  @TempDir Path folder;

  @Test
  void theBestOfTwentySevenTrainToTheEndAndNothingTwice() throws IOException {
    Bowl bowl = new Bowl();
    TuningResult found = search(plan(Budget.ofTrials(27), 1, TWENTY_SEVEN), bowl, "a");
    assertEquals(new Spent(27, 81, found.spent().seconds()), found.spent());
    assertEquals(27 + 9 + 3 + 1, bowl.calls.size());
    assertEquals(40, new HashSet<>(bowl.calls).size());
    List<Integer> byHeight =
        IntStream.rangeClosed(1, 27)
            .filter(n -> n % 11 != 0)
            .boxed()
            .sorted(Comparator.comparingDouble(n -> -Bowl.height(Bowl.space().draw(1, n))))
            .toList();
    assertEquals(
        new HashSet<>(byHeight.subList(0, 9)),
        new HashSet<>(found.trials().subList(27, 36).stream().map(TrialResult::trial).toList()));
    TrialResult best = found.best().orElseThrow();
    assertEquals(byHeight.get(0), best.trial());
    assertEquals(Bowl.space().draw(1, best.trial()), best.settings());
    assertEquals(27, best.epochs());
    assertEquals(27, bowl.ended.size(), "all have been let go of");
    assertTrue(found.summary().contains("failed") && found.summary().contains("81 epochs"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void killedAnywhereItRepeatsNothingAndFindsTheSame(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bracket> brackets = Bracket.hyperband(9, 3);
    Budget budget =
        seed % 2 == 0
            ? Budget.ofTrials(1 + random.nextInt(60))
            : Budget.ofEpochs(1 + random.nextInt(200));
    TuningPlan plan = new TuningPlan(Bowl.space(), brackets, budget, seed);
    Bowl undisturbed = new Bowl();
    TuningResult expected = Tuner.search(plan, undisturbed, folder.resolve("a"), silent());
    assertTrue(expected.spent().epochs() <= budget.epochs(), "seed " + seed);
    assertTrue(expected.spent().trials() <= budget.trials(), "seed " + seed);
    Bowl bowl = new Bowl();
    TuningResult found = null;
    while (found == null) {
      bowl.callsToLive = bowl.calls.size() + 1 + random.nextInt(12);
      try {
        found = Tuner.search(plan, bowl, folder.resolve("b"), silent());
      } catch (IOException e) {
        tear(random);
      }
    }
    assertEquals(undisturbed.calls, bowl.calls, "seed " + seed);
    assertEquals(undisturbed.ended, bowl.ended, "seed " + seed);
    assertEquals(
        expected.best().map(TrialResult::settings), found.best().map(TrialResult::settings));
    assertEquals(expected.trials().size(), found.trials().size(), "seed " + seed);
  }

  /** What a process that was killed while it wrote leaves behind. */
  private void tear(SplittableRandom random) throws IOException {
    byte[] line = "{\"round\":1,\"rung\":1,\"trial\":\u00e9".getBytes(StandardCharsets.UTF_8);
    byte[] some = Arrays.copyOf(line, random.nextInt(line.length));
    Files.write(folder.resolve("b/trials.jsonl"), some, StandardOpenOption.APPEND);
  }

  @Test
  void aLargerBudgetGoesOn() throws IOException {
    Bowl bowl = new Bowl();
    search(plan(Budget.ofEpochs(50), 1, TWENTY_SEVEN), bowl, "a");
    int before = bowl.calls.size();
    TuningResult found = search(plan(Budget.ofEpochs(81), 1, TWENTY_SEVEN), bowl, "a");
    assertTrue(before < 40 && before > 27, "ends in the middle: " + before);
    assertEquals(40, bowl.calls.size());
    assertEquals(81, found.spent().epochs());
  }

  @Test
  void oneWhoStoppedByItselfIsNotAskedAgain() throws IOException {
    Bowl bowl = new Bowl();
    bowl.stopsAfter = 2;
    TuningResult found = search(plan(Budget.ofTrials(27), 1, TWENTY_SEVEN), bowl, "a");
    assertEquals(27 + 9, bowl.calls.size());
    assertEquals(27 + 9, found.spent().epochs());
    assertEquals(40, found.trials().size());
  }

  @Test
  void moreBudgetFindsBetterSettingsThanRandomSearchWithAsMuch() throws IOException {
    double halved = 0;
    double random = 0;
    for (int seed = 1; seed <= 5; seed++) {
      Budget budget = Budget.ofEpochs(81);
      halved += best(search(plan(budget, seed, TWENTY_SEVEN), new Bowl(), "h" + seed));
      random += best(search(plan(budget, seed, Bracket.random(3, 27)), new Bowl(), "r" + seed));
    }
    assertTrue(halved > random, halved + " and " + random);
  }

  @Test
  void secondsEndItToo() throws IOException {
    TuningResult found = search(plan(Budget.ofSeconds(1e-9), 1, TWENTY_SEVEN), new Bowl(), "a");
    assertEquals(1, found.trials().size());
    assertThrows(ConfigException.class, () -> Budget.ofSeconds(0));
    assertThrows(ConfigException.class, () -> Budget.ofEpochs(0));
  }

  @Test
  void anotherSearchOrDamageIsRefused() throws IOException {
    search(plan(Budget.ofTrials(3), 1, TWENTY_SEVEN), new Bowl(), "a");
    TuningPlan other = plan(Budget.ofTrials(3), 2, TWENTY_SEVEN);
    assertThrows(ConfigException.class, () -> search(other, new Bowl(), "a"));
    Bowl bowl = new Bowl();
    bowl.identity = "other data";
    TuningPlan same = plan(Budget.ofTrials(3), 1, TWENTY_SEVEN);
    assertThrows(ConfigException.class, () -> search(same, bowl, "a"));
    Path journal = folder.resolve("a/trials.jsonl");
    Files.writeString(journal, Files.readString(journal).replace("\"rung\":1", "\"rung\":"));
    CorruptFileException damaged =
        assertThrows(CorruptFileException.class, () -> search(same, new Bowl(), "a"));
    assertTrue(damaged.getMessage().contains("line 2"), damaged.getMessage());
  }

  private static double best(TuningResult result) {
    return Bowl.height(result.best().orElseThrow().settings());
  }

  private static TuningPlan plan(Budget budget, long seed, Bracket bracket) {
    return new TuningPlan(Bowl.space(), List.of(bracket), budget, seed);
  }

  private TuningResult search(TuningPlan plan, Bowl bowl, String name) throws IOException {
    return Tuner.search(plan, bowl, folder.resolve(name), silent());
  }

  private static Progress silent() {
    return Progress.silent();
  }
}
