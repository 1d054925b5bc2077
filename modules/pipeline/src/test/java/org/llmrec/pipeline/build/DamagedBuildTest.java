package org.llmrec.pipeline.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.io.Verify;

/** Whatever file of a workspace is damaged, the next build repairs it or a reader names it. */
class DamagedBuildTest {
  private static final long SEED = 20261128;

  private enum Damage {
    DELETE,
    EMPTY,
    HALVE,
    FLIP,
    APPEND
  }

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void theNextBuildRepairsOrAReaderNamesTheFile() throws IOException {
    Path workspace = Files.createDirectory(folder.resolve("ws"));
    Path text = Files.writeString(folder.resolve("text"), "ant bee cow bug");
    StagePlan plan = Toys.plan(text, new Toys.Knobs());
    BuildOptions quick = BuildOptions.defaults();
    PlanBuild.run(workspace, plan, quick);
    Map<String, String> whole = Toys.outputs(workspace);
    int rounds = 0;
    for (Damage damage : Damage.values()) {
      for (int n = 0; n < files(workspace).size(); n++) {
        Path file = files(workspace).get(n);
        String where = "seed " + SEED + ": " + damage + " " + workspace.relativize(file);
        damage(file, damage);
        // Which toys there are is read from this one's bytes; a real plan reads records only.
        if (!file.endsWith("words.txt")) {
          PlanBuild.run(workspace, plan, quick);
        }
        if (!isWhole(workspace, file, damage, where)) {
          PlanBuild.run(workspace, plan, quick.verify(true));
          assertTrue(isWhole(workspace, file, damage, where), where);
        }
        assertEquals(whole, Toys.outputs(workspace), where);
        rounds++;
      }
    }
    assertTrue(rounds > 80, rounds + " rounds");
  }

  /** Only what sizes do not betray may be left to the reader, and the reader names it. */
  private static boolean isWhole(Path workspace, Path file, Damage damage, String where) {
    try {
      Generation.pinCurrent(workspace, Verify.FULL).close();
      return true;
    } catch (CorruptFileException e) {
      assertTrue(damage == Damage.FLIP || file.endsWith("words.txt"), where + ": " + e);
      assertEquals(file, e.file(), where);
      assertTrue(e.getMessage().contains("llmrec build --verify"), e.getMessage());
      return false;
    }
  }

  @Test
  void noStageReadsDamagedBytesThoughTheirSizeIsRight() throws IOException {
    Path workspace = Files.createDirectory(folder.resolve("ws"));
    Path text = Files.writeString(folder.resolve("text"), "ant bee cow bug");
    Toys.Knobs knobs = new Toys.Knobs();
    PlanBuild.run(workspace, Toys.plan(text, knobs), BuildOptions.defaults());
    Path count;
    try (Generation generation = Generation.pinCurrent(workspace)) {
      count = generation.file("count/B", "sub/count.txt");
    }
    Files.writeString(count, "B=9\n");
    knobs.ran.clear();
    knobs.separator = ";";
    PlanBuild.run(workspace, Toys.plan(text, knobs), BuildOptions.defaults());
    assertEquals(List.of("count/B", "join"), knobs.ran);
    try (Generation generation = Generation.pinCurrent(workspace, Verify.FULL)) {
      assertEquals("A=1;B=2;C=1\n", Files.readString(generation.file("join", "join.txt")));
    }
  }

  private static List<Path> files(Path workspace) throws IOException {
    try (Stream<Path> walk = Files.walk(workspace)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void damage(Path file, Damage damage) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case DELETE -> Files.delete(file);
      case EMPTY -> Files.write(file, new byte[0]);
      case HALVE -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      case FLIP -> {
        if (bytes.length > 0) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(file, bytes);
      }
      case APPEND -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9)));
    }
  }
}
