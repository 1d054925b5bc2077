package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.io.AtomicFiles;

/**
 * A build that is killed with SIGKILL, fifty times and in every stage, ends in the same vectors,
 * the same weights and the same ranking as one that nobody disturbed.
 */
@Tag("full")
class KilledBuildTest {
  private static final long SEED = 20261128;
  private static final int KILLS = 50;

  @TempDir Path folder;

  @Test
  void theNextBuildFinishesAndRanksTheSame() throws Exception {
    SmallShop calm = SmallShop.in(folder, "calm");
    calm.ok("build");

    SmallShop hunted = SmallShop.in(folder, "hunted");
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Integer> killed = new TreeMap<>();
    for (int n = 0; n < KILLS; n++) {
      String stage = SmallShop.STAGES.get(n % SmallShop.STAGES.size());
      // One that an earlier round got through has to be done again, to be killed in.
      AtomicFiles.deleteTree(hunted.ws().resolve("stages").resolve(stage));
      Path log = folder.resolve("log-" + n);
      Process build = Cli.start(log, "build", "-w", hunted.ws());
      while (!text(log).contains(stage + " ") && build.isAlive()) {
        build.waitFor(5, TimeUnit.MILLISECONDS);
      }
      String where = "seed " + SEED + ", kill " + n + " in " + stage;
      if (!build.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS)) {
        build.destroyForcibly().waitFor();
        killed.merge(stage, 1, Integer::sum);
      } else {
        assertEquals(0, build.exitValue(), () -> where + "\n" + text(log));
      }
    }
    assertTrue(killed.keySet().containsAll(SmallShop.STAGES), "seed " + SEED + ": " + killed);
    hunted.ok("build");
    assertEquals(calm.hashes(), hunted.hashes(), "seed " + SEED);
    assertEquals(calm.answers(), hunted.answers(), "seed " + SEED);
    try (Stream<Path> left = Files.walk(hunted.ws())) {
      assertTrue(
          left.noneMatch(path -> path.getFileName().toString().contains(".tmp")),
          "seed " + SEED + ": a temporary was left");
    }
    System.out.println("seed " + SEED + ": killed in " + killed);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
