package org.llmrec.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;

/** SIGKILL at any moment costs an epoch, and changes no byte. */
class KilledTrainingTest {
  @TempDir Path folder;

  @Test
  void afterOneKillTheBundleIsThatOfAnUndisturbedTraining() throws Exception {
    kills(1, 20261127);
  }

  @Test
  @Tag("full")
  void afterManyKillsTheBundleIsThatOfAnUndisturbedTraining() throws Exception {
    kills(10, 20261128);
  }

  private void kills(int rounds, long seed) throws Exception {
    Files.createDirectories(folder.resolve("child"));
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      killAfter(1 + random.nextInt(rounds == 1 ? 6 : 2), random.nextInt(60));
    }
    try (World world = new World(Files.createDirectories(folder.resolve("here")))) {
      TrainData data = TrainingChild.data(world);
      Continuation with = TrainingChild.continuation(folder);
      Path bundle = folder.resolve("bundle");
      TwoTowerTrainer.train(data, TrainingChild.OPTIONS, bundle, with, Progress.silent());
      Path whole = folder.resolve("whole");
      TwoTowerTrainer.train(data, TrainingChild.OPTIONS, whole, Progress.silent());
      for (String file : whole.toFile().list()) {
        assertArrayEquals(
            Files.readAllBytes(whole.resolve(file)),
            Files.readAllBytes(bundle.resolve(file)),
            "seed " + seed + ": " + file);
      }
    }
  }

  /**
   * Kills the child that long after it has passed that many epochs, if it has not ended by then.
   */
  private void killAfter(int epochs, int millis) throws IOException, InterruptedException {
    Process child = TrainingChild.start(folder);
    int passed = 0;
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        passed++;
        if (passed == epochs) {
          Thread.sleep(millis);
          // By its handle, which leaves open what it said before it was killed.
          child.toHandle().destroyForcibly();
        }
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertTrue(passed > 0, Files.readString(folder.resolve("log")));
  }
}
