package org.llmrec.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.llmrec.lab.run.Experiments.mean;
import static org.llmrec.lab.run.Experiments.model;
import static org.llmrec.lab.run.Experiments.timeless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.Example;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Slice;
import org.llmrec.lab.result.Trial;

class ExperimentRunTest {
  private static final String THREE =
      """
      protocol: A-train
      seeds: [1, 2]
      tuning: {trials: 4}
      baseline: popularity
      models:
        - {name: popularity, method: popularity}
        - {name: again, method: popularity}
        - {name: random, method: random}
        - name: ials
          method: ials
          settings: {sweeps: 4}
          grid: {dims: [2, 4], lambda: [0.01, 0.1]}
      """;

  @TempDir Path folder;

  @Test
  void aLeaderboardComesOutWithEverythingBesideIt() throws IOException {
    ExperimentResult result = run(THREE, "out");
    assertEquals(List.of("ndcg@10", "precision@10"), result.setup().metrics().subList(0, 2));
    assertEquals(4, result.models().size());
    List<Double> means =
        result.models().stream().map(m -> m.figures().get("ndcg@10").mean()).toList();
    assertEquals(means.stream().sorted(Collections.reverseOrder()).toList(), means);
    assertTrue(mean(result, "ials", "ndcg@10") > mean(result, "random", "ndcg@10"));

    ModelResult ials = model(result, "ials");
    Figure figure = ials.figures().get("ndcg@10");
    assertEquals(2, figure.bySeed().size());
    assertTrue(figure.low() < figure.mean() && figure.mean() < figure.high(), figure::toString);
    assertEquals(figure.mean(), ials.byCut().get("ndcg").get(10), 1e-12);
    assertTrue(ials.byCut().get("recall").get(20) >= ials.byCut().get("recall").get(5));
    assertTrue(ials.beyond().get("coverage").mean() > 0);
    assertTrue(
        result.notes().stream().anyMatch(note -> note.startsWith("Only 2 seeds")),
        result.notes()::toString);
    assertTrue(result.notes().stream().noneMatch(note -> note.startsWith("Not everybody")));
    assertEquals(result.models().size() - 1, result.spreads().size());
    assertEquals(2, result.setup().splitHashes().stream().distinct().count());
  }

  @Test
  void identicalSystemsDifferByExactlyNothing() throws IOException {
    ExperimentResult result = run(THREE, "out");
    List<Comparison> same =
        result.comparisons().stream().filter(c -> c.model().equals("again")).toList();
    assertEquals(6, same.size());
    for (Comparison c : same) {
      assertEquals(0.0, c.difference());
      assertEquals(0.0, c.low());
      assertEquals(0.0, c.high());
      assertEquals(1.0, c.p());
      assertEquals(40, c.units());
    }
    for (Comparison c : result.comparisons()) {
      assertTrue(c.holm() >= c.p(), c::toString);
    }
  }

  @Test
  void whatIsStoredIsNotMadeAgain() throws IOException {
    ExperimentResult first = run(THREE, "out");
    // Times too are those of the first run: nothing was fitted.
    assertEquals(first, run(THREE, "out"));
  }

  @Test
  void whatIsMissingOrDamagedIsMadeAgainAndComesToTheSame() throws IOException {
    ExperimentResult first = run(THREE, "out");
    Random random = new Random(5);
    List<Path> files = new ArrayList<>();
    try (Stream<Path> stored = Files.list(folder.resolve("out/store"))) {
      stored.sorted().forEach(files::add);
    }
    assertTrue(files.size() >= 10, files::toString);
    for (Path file : files) {
      int fate = random.nextInt(3);
      if (fate == 0) {
        Files.delete(file);
      } else if (fate == 1) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      }
    }
    ExperimentResult again = run(THREE, "out");
    assertEquals(timeless(first), timeless(again));
    assertNotEquals(first, again);
  }

  @Test
  void theNumberOfJobsChangesNothing() throws IOException {
    ExperimentResult one = run(THREE, "one");
    Experiment experiment = Experiments.on(folder, THREE);
    RunOptions options = RunOptions.in(folder.resolve("three")).jobs(3);
    ExperimentResult three = ExperimentRun.run(experiment, options);
    assertEquals(timeless(one).models(), timeless(three).models());
  }

  @Test
  void theOrderOfItemsAndRowsChangesNothing() throws IOException {
    ExperimentResult straight = run(THREE, "straight");
    shuffle(folder.resolve("items.jsonl"), 0);
    shuffle(folder.resolve("ratings.csv"), 1);
    ExperimentResult shuffled = run(THREE, "shuffled");
    assertEquals(timeless(straight).models(), timeless(shuffled).models());
    assertEquals(straight.comparisons(), shuffled.comparisons());
    assertEquals(straight.setup().splitHashes(), shuffled.setup().splitHashes());
  }

  private static void shuffle(Path file, int header) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Collections.shuffle(lines.subList(header, lines.size()), new Random(3));
    Files.write(file, lines);
  }

  @Test
  void everyTrialIsRecordedAndTheEdgeOfTheGridIsNamed() throws IOException {
    ExperimentResult result = run(THREE, "out");
    ModelResult ials = model(result, "ials");
    assertEquals(4, ials.trials().size());
    assertTrue(ials.trials().stream().allMatch(t -> t.seed() == 1));
    Trial chosen = ials.trials().stream().filter(Trial::chosen).findFirst().orElseThrow();
    assertEquals(
        ials.trials().stream().mapToDouble(Trial::value).max().orElseThrow(), chosen.value());
    assertEquals(chosen.settings(), ials.settings());
    // Both axes have two values, so every choice lies at an edge.
    assertEquals(2, ials.warnings().size(), ials.warnings()::toString);
    assertTrue(ials.warnings().get(0).startsWith("The chosen dims = "), ials.toString());
    assertTrue(model(result, "popularity").trials().isEmpty());
  }

  @Test
  void aSettingWithoutEffectHasNoEdge() throws IOException {
    String knn = "  - {name: knn, method: item-knn, grid: {k: [200, 300]}}\n";
    ModelResult model = model(run(THREE + knn, "out"), "knn");
    assertEquals(2, model.trials().size());
    assertEquals(model.trials().get(0).value(), model.trials().get(1).value());
    assertTrue(model.trials().get(0).chosen());
    assertEquals(List.of(), model.warnings());
  }

  @Test
  void aSmallerBudgetCutsTheGridAndSaysSo() throws IOException {
    ExperimentResult result = run(THREE.replace("trials: 4", "trials: 3, on: each"), "out");
    ModelResult ials = model(result, "ials");
    assertEquals(6, ials.trials().size());
    assertEquals(2, ials.trials().stream().filter(Trial::chosen).count());
    assertTrue(ials.warnings().get(0).contains("3 of the grid's 4 combinations"), ials.toString());
  }

  @Test
  void refittingMasksAndLearnsMore() throws IOException {
    ExperimentResult result = run(THREE.replace("A-train", "A-refit"), "out");
    assertTrue(result.setup().protocolInWords().contains("refitted on train and validation"));
    // A single point is judged on validation too: a refit goes by what that fit found.
    assertEquals(1, model(result, "popularity").trials().size());
    assertEquals(4, model(result, "ials").trials().size());
  }

  @Test
  void coldItemsAreRankedAmongAllAndAmongThemselves() throws IOException {
    String cold = THREE.replace("A-train", "cold-items");
    ExperimentResult all = run(cold, "out");
    ExperimentResult heldOut = run(cold + "candidates: held-out\n", "out");
    for (String name : List.of("random", "popularity")) {
      assertEquals(
          mean(all, name, "ndcg@10"),
          slice(heldOut, name, "ranked", "all").figures().get("ndcg@10").mean(),
          1e-12);
      assertEquals(
          mean(heldOut, name, "ndcg@10"),
          slice(all, name, "ranked", "held-out").figures().get("ndcg@10").mean(),
          1e-12);
    }
    assertEquals(
        slice(all, "random", "items", "cold").cases() * 2,
        slice(all, "random", "ranked", "all").cases()
            + slice(all, "random", "ranked", "held-out").cases());
  }

  @Test
  void coldUsersAreOneUnitWhateverTheirHistory() throws IOException {
    ExperimentResult result = run(THREE.replace("A-train", "cold-users"), "out");
    assertEquals(
        List.of("1", "3", "5"),
        model(result, "popularity").slices().stream()
            .filter(s -> s.family().equals("history"))
            .map(Slice::name)
            .toList());
    assertTrue(
        result.notes().stream().anyMatch(note -> note.startsWith("Not everybody is asked")),
        result.notes()::toString);
    // 40 users, a fifth cold, half of them for the test, of two seeds.
    assertTrue(result.comparisons().get(0).units() <= 8, result.comparisons()::toString);
  }

  private static Slice slice(ExperimentResult result, String model, String family, String name) {
    return model(result, model).slices().stream()
        .filter(s -> s.family().equals(family) && s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aPromiseIsKeptOrMissed() throws IOException {
    String expect =
        """
        expect:
          - {model: random, metric: ndcg@10, value: 0.9, tolerance: 0.05}
          - {model: random, metric: recall@10, value: 0.5, tolerance: 0.5}
        """;
    ExperimentResult result = run(THREE + expect, "out");
    assertFalse(result.asExpected());
    assertFalse(result.expectations().get(0).met());
    assertEquals(mean(result, "random", "ndcg@10"), result.expectations().get(0).found());
    assertTrue(result.expectations().get(1).met());
  }

  @Test
  void examplesShowWhatChangedAndWhy() throws IOException {
    ExperimentResult result = run(THREE, "out");
    assertFalse(result.examples().isEmpty());
    for (Example example : result.examples()) {
      assertNotEquals(0, example.gain());
      assertTrue(example.history().size() <= 10);
      assertFalse(example.truth().isEmpty());
      assertEquals(10, example.ours().size());
      assertTrue(example.why().startsWith("\"Title "), example.why());
      assertTrue(example.why().contains("at rank"), example.why());
      boolean hit = example.ours().stream().anyMatch(item -> item.relevant());
      assertTrue(example.gain() < 0 || hit, example::toString);
    }
  }

  @Test
  void sampledRankingsAreKeptApartAndSaidToBe() throws IOException {
    ExperimentResult full = run(THREE, "out");
    Experiment experiment = Experiments.on(folder, THREE);
    ExperimentResult sampled =
        ExperimentRun.run(experiment, RunOptions.in(folder.resolve("out")).sampledNegatives(5));
    assertEquals(5, sampled.setup().sampledNegatives());
    assertTrue(sampled.notes().get(0).startsWith("Sampled"), sampled.notes()::toString);
    assertTrue(mean(sampled, "random", "ndcg@10") > mean(full, "random", "ndcg@10"));
    assertEquals(full, run(THREE, "out"));
  }

  @Test
  void twoRunsDoNotShareAFolder() throws IOException {
    Experiment experiment = Experiments.on(folder, THREE);
    try (RunLock lock = RunLock.of(folder.resolve("out"))) {
      ConfigException e =
          assertThrows(
              ConfigException.class,
              () -> ExperimentRun.run(experiment, RunOptions.in(folder.resolve("out"))));
      assertTrue(e.getMessage().contains("no other run writes to"), e.getMessage());
    }
  }

  @Test
  void splitsThatWereWrittenAreTheSplitsThatAreRun() throws IOException {
    Experiment experiment = Experiments.on(folder, THREE);
    List<Path> written =
        ExperimentRun.writeSplits(
            experiment, RunOptions.in(folder.resolve("out")), folder.resolve("splits"));
    assertEquals(2, written.size());
    ExperimentResult direct = run(THREE, "out");
    ExperimentResult fromFiles = run(THREE + "split-files: splits\n", "other");
    assertEquals(direct.setup().splitHashes(), fromFiles.setup().splitHashes());
    assertEquals(timeless(direct).models(), timeless(fromFiles).models());
  }

  private ExperimentResult run(String experiment, String out) throws IOException {
    return ExperimentRun.run(
        Experiments.on(folder, experiment), RunOptions.in(folder.resolve(out)));
  }
}
