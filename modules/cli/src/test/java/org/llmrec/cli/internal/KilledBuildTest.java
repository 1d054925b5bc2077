package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.generation.Generation;

/**
 * A build that is killed with SIGKILL, again and again and in every stage, ends in the same
 * vectors, the same weights and the same ranking as one that nobody disturbed.
 */
@Tag("full")
class KilledBuildTest {
  private static final long SEED = 20261125;
  private static final int KILLS = 14;

  @TempDir Path folder;

  @Test
  void theNextBuildFinishesAndRanksTheSame() throws Exception {
    Path calm = init("calm");
    Cli.Result undisturbed = Cli.run("build", "-w", calm, "--json");
    assertEquals(0, undisturbed.code(), undisturbed::toString);
    double seconds = undisturbed.json().path("seconds").asDouble();

    Path hunted = init("hunted");
    Path log = folder.resolve("hunted.log");
    SplittableRandom random = new SplittableRandom(SEED);
    int killed = 0;
    for (int n = 0; n < KILLS; n++) {
      Process build = Cli.start(log, "build", "-w", hunted);
      // A fresh process also has to start; the later kills land in later stages, as the earlier
      // stages are done by then.
      long wait = 300 + random.nextLong((long) (1_000 * Math.max(2, seconds / 3)));
      if (!build.waitFor(wait, TimeUnit.MILLISECONDS)) {
        build.destroyForcibly().waitFor();
        killed++;
      }
    }
    assertTrue(killed > 0, "seed " + SEED + ": every build was faster than its killer");

    Cli.Result last = Cli.run("build", "-w", hunted);
    assertEquals(0, last.code(), () -> "seed " + SEED + "\n" + last + "\n" + text(log));
    assertEquals(files(calm), files(hunted), "seed " + SEED);
    for (String reader : new String[] {"sim-0001", "sim-0042", "sim-0300"}) {
      assertEquals(ranking(calm, reader), ranking(hunted, reader), "seed " + SEED);
    }
    try (Stream<Path> left = Files.walk(hunted)) {
      assertTrue(
          left.noneMatch(p -> p.getFileName().toString().contains(".tmp")),
          "seed " + SEED + ": a temporary was left");
    }
  }

  private Path init(String name) {
    Path workspace = folder.resolve(name);
    Cli.Result init =
        Cli.run(
            "init",
            workspace,
            "--catalogue",
            Cli.sample("catalogue.jsonl"),
            "--interactions",
            Cli.sample("interactions.csv"),
            "--answers",
            Cli.sample("answers.jsonl"),
            "--independent-graph",
            "ec07554d9a39e9939704189627727b93441a3bdb51e7ba4d4da19da3431ebb13");
    assertEquals(0, init.code(), init::toString);
    return workspace;
  }

  /** Hashes of all that is served; Lucene names its segments at random, so its files differ. */
  private static Map<String, String> files(Path workspace) {
    Map<String, String> hashes = new TreeMap<>();
    try (Generation generation = Generation.pinCurrent(workspace)) {
      generation
          .manifest()
          .stages()
          .forEach(
              (stage, entry) -> {
                for (FileEntry file : entry.files()) {
                  String name = stage + "/" + Path.of(file.path()).getFileName();
                  if (!stage.equals("index") && !volatileFile(name)) {
                    hashes.put(name, file.sha256());
                  }
                }
              });
    }
    return hashes;
  }

  /** Reports carry times. */
  private static boolean volatileFile(String name) {
    return name.endsWith("/report.json")
        || name.endsWith("/encode.json")
        || name.endsWith("/stage.json");
  }

  private static JsonNode ranking(Path workspace, String reader) {
    Cli.Result result = Cli.run("recommend", "-w", workspace, "--json", "--user", reader);
    assertEquals(0, result.code(), result::toString);
    return result.json().path("items");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
