package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.json.Json;

/**
 * The committed experiment on our sample meets its expected values, and one that is killed again
 * and again comes to the same result, times aside.
 */
@Tag("full")
class SampleExperimentTest {
  private static final long SEED = 20261125;
  private static final int KILLS = 10;
  private static final List<String> TIMES =
      List.of("seconds", "tuneSeconds", "fitSeconds", "microsPerCase");

  @TempDir Path folder;

  @Test
  void expectedValuesAreMetAndAKilledRunGoesOn() throws Exception {
    Path calm = folder.resolve("calm");
    long begun = System.nanoTime();
    Cli.Result undisturbed = Cli.run("evaluate", experiment(), "--out", calm);
    assertEquals(0, undisturbed.code(), undisturbed::toString);
    double millis = (System.nanoTime() - begun) / 1e6;

    Path hunted = folder.resolve("hunted");
    Path log = folder.resolve("hunted.log");
    SplittableRandom random = new SplittableRandom(SEED);
    int killed = 0;
    long stored = 0;
    for (int n = 0; n < KILLS; n++) {
      Process run = Cli.start(log, "evaluate", experiment(), "--out", hunted);
      // Some kills come while the process starts, the others in the midst of fits.
      long wait = 500 + random.nextLong((long) (1_000 + millis / 4));
      if (!run.waitFor(wait, TimeUnit.MILLISECONDS)) {
        run.destroyForcibly().waitFor();
        killed++;
      }
      long now = stored(hunted);
      assertTrue(now >= stored, "seed " + SEED + ": fits were lost, " + stored + " to " + now);
      stored = now;
    }
    assertTrue(killed > 0, "seed " + SEED + ": every run was faster than its killer");

    Cli.Result last = Cli.run("evaluate", experiment(), "--out", hunted);
    assertEquals(0, last.code(), () -> "seed " + SEED + "\n" + last + "\n" + text(log));
    assertEquals(timeless(calm), timeless(hunted), "seed " + SEED);
    assertEquals(stored(calm), stored(hunted), "seed " + SEED);
    try (Stream<Path> left = Files.walk(hunted.resolve("store"))) {
      assertTrue(
          left.noneMatch(p -> p.getFileName().toString().endsWith(".tmp")),
          "seed " + SEED + ": a temporary was left");
    }
  }

  private static Path experiment() {
    return Path.of(System.getProperty("llmrec.root")).resolve("benchmarks/experiments/sample.yaml");
  }

  private static long stored(Path out) throws IOException {
    if (!Files.exists(out.resolve("store"))) {
      return 0;
    }
    try (Stream<Path> files = Files.list(out.resolve("store"))) {
      return files.filter(file -> file.toString().endsWith(".json.gz")).count();
    }
  }

  /** The result's text without what a clock measured. */
  private static String timeless(Path out) throws IOException {
    JsonNode result = Json.mapper().readTree(out.resolve("results.json").toFile());
    forget(result);
    return Json.pretty(result);
  }

  private static void forget(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(TIMES);
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(SampleExperimentTest::forget);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
