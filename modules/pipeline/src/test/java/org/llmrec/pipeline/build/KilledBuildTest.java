package org.llmrec.pipeline.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.generation.GenerationStore;

class KilledBuildTest {
  @TempDir Path folder;

  @Test
  void theNextBuildFinishes() throws Exception {
    killInALoop(4, 20261125);
  }

  @Test
  @Tag("full")
  void theNextBuildFinishesHoweverOftenItIsKilled() throws Exception {
    killInALoop(50, 4711);
  }

  /** One workspace lives through all the kills; every round asks for something else. */
  private void killInALoop(int rounds, long seed) throws Exception {
    Random random = new Random(seed);
    Path workspace = Files.createDirectory(folder.resolve("ws"));
    Path text = folder.resolve("text.txt");
    for (int round = 0; round < rounds; round++) {
      String where = "seed " + seed + ", round " + round;
      String words = "ant bee cow ".repeat(1 + random.nextInt(3)) + "x" + round;
      String separator = ";".repeat(1 + random.nextInt(2));
      Files.writeString(text, words);
      Path begun = folder.resolve("begun");
      Path log = folder.resolve("log");
      Files.deleteIfExists(begun);
      // Seven stages of twice the pause each, plus what flushing the disk takes.
      long pause = random.nextInt(20);
      Process child = BuildingChild.start(workspace, text, separator, pause, begun, log);
      while (!Files.exists(begun) && child.isAlive()) {
        Thread.sleep(2);
      }
      assertTrue(Files.exists(begun), where + ": " + Files.readString(log));
      child.waitFor(random.nextInt((int) (14 * pause + 60)), TimeUnit.MILLISECONDS);
      child.destroyForcibly().waitFor();
      readsWholeIfAnything(workspace);
      if (random.nextInt(3) > 0 || round == rounds - 1) {
        finishAndCompare(workspace, text, separator, where);
      }
    }
  }

  private static void readsWholeIfAnything(Path workspace) throws IOException {
    if (GenerationStore.current(workspace).isPresent()) {
      try (Generation generation = Generation.pinCurrent(workspace)) {
        generation.verify();
      }
    }
  }

  private void finishAndCompare(Path workspace, Path text, String separator, String where)
      throws IOException {
    Path fresh = Files.createTempDirectory(folder, "fresh");
    Toys.Knobs knobs = new Toys.Knobs();
    knobs.separator = separator;
    PlanBuild.run(workspace, Toys.plan(text, knobs), BuildOptions.defaults().verify(true));
    PlanBuild.run(fresh, Toys.plan(text, knobs), BuildOptions.defaults());
    GenerationStore.retire(workspace);
    Map<String, String> expected = Toys.outputs(fresh);
    assertEquals(expected, Toys.outputs(workspace), where);
    readsWholeIfAnything(workspace);
    try (Stream<Path> walk = Files.walk(workspace)) {
      assertEquals(
          0, walk.filter(path -> path.getFileName().toString().endsWith(".tmp")).count(), where);
    }
  }
}
