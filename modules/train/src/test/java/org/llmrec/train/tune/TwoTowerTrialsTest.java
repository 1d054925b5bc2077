package org.llmrec.train.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.split.Split;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.TrainReport;
import org.llmrec.train.TwoTowerTrainer;
import org.llmrec.train.World;

class TwoTowerTrialsTest {
  private static final TrainOptions BASE =
      World.options().toBuilder().threads(1).batch(100).foldInSample(32).build();
  private static final SearchSpace SPACE =
      new SearchSpace(
          Map.of(
              "learning-rate", new Range.LogUniform(1e-4, 1e-2),
              "dropout", new Range.Uniform(0, 0.6),
              "hidden", Range.Choice.of(8, 32)));

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() throws IOException {
    world = new World(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aTrialAtItsLastRungIsATrainingInOneGo() throws IOException {
    TrainData data = world.data(World.positives(40, 14, 4));
    TwoTowerTrials trials = new TwoTowerTrials(data, BASE, folder.resolve("tuning"));
    TuningPlan plan =
        new TuningPlan(SPACE, List.of(new Bracket(4, 1, 2, 4)), Budget.ofTrials(4), 1);
    TuningResult found = Tuner.search(plan, trials, folder.resolve("tuning"), Progress.silent());
    TrialResult last = found.trials().getLast();
    assertEquals(4, last.epochs());
    // 4 epochs of rung 1, 2 of rung 2, 2 of the last.
    assertEquals(8, found.spent().epochs());
    TrainOptions options = trials.options(last.settings()).toBuilder().maxEpochs(4).build();
    TrainReport whole =
        TwoTowerTrainer.train(data, options, folder.resolve("b"), Progress.silent());
    assertEquals(whole.validationNdcg(), last.validation());
    for (int trial = 1; trial <= 4; trial++) {
      assertFalse(Files.exists(folder.resolve("tuning/trial-" + trial)));
    }
  }

  @Test
  void theTestPartHasNoSay() throws IOException {
    TrainData data = world.data(World.positives(40, 14, 4));
    Split split = data.split();
    TrainData without =
        new TrainData(
            data.items(),
            data.fields(),
            new Split(split.train(), split.validation(), split.test().filter(row -> false)),
            data.encoderName(),
            data.encoderSha256(),
            data.dataHash());
    assertEquals(
        new TwoTowerTrials(without, BASE, folder).identity(),
        new TwoTowerTrials(data, BASE, folder).identity());
  }

  @Test
  void aTrialThatDivergesFailsAndTheSearchGoesOn() throws IOException {
    TrainData data = world.data(World.positives(40, 14, 4));
    TwoTowerTrials trials = new TwoTowerTrials(data, BASE, folder.resolve("tuning"));
    SearchSpace wild = new SearchSpace(Map.of("learning-rate", Range.Choice.of(1.0, 3e-3)));
    TuningPlan plan = new TuningPlan(wild, List.of(Bracket.random(6, 6)), Budget.ofTrials(6), 3);
    TuningResult found = Tuner.search(plan, trials, folder.resolve("tuning"), Progress.silent());
    assertEquals(6, found.trials().size());
    assertEquals(3e-3, found.best().orElseThrow().settings().get("learning-rate"));
  }

  @Test
  void whatCannotBeSearchedIsRefused() throws IOException {
    TrainData data = world.data(World.positives(40, 14, 4));
    TwoTowerTrials trials = new TwoTowerTrials(data, BASE, folder);
    assertThrows(ConfigException.class, () -> trials.options(Map.of("max-epochs", 3)));
    assertThrows(ConfigException.class, () -> trials.options(Map.of("epoch", 3)));
    TrainData unjudged = world.data(World.positives(40, 6, 5));
    ConfigException refused =
        assertThrows(ConfigException.class, () -> new TwoTowerTrials(unjudged, BASE, folder));
    assertTrue(refused.getMessage().contains("validation"), refused.getMessage());
  }
}
