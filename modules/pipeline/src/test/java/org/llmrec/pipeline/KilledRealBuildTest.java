package org.llmrec.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.generation.Generation;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.config.InitOptions;

@Tag("full")
class KilledRealBuildTest {
  private static final List<String> STAGES =
      List.of(
          "import",
          "answers",
          "model",
          "encode-description",
          "encode-rec-tag",
          "train",
          "rank",
          "index");

  @TempDir Path folder;

  @Test
  void killedInEveryStageTheNextBuildGivesTheSame() throws Exception {
    long seed = 31;
    Random random = new Random(seed);
    Path items = TinyCatalogue.writeItems(folder.resolve("items.jsonl"));
    Path ratings = TinyCatalogue.writeRatings(folder.resolve("ratings.csv"), 7);
    Path answers = TinyCatalogue.writeAnswers(folder.resolve("answers.jsonl"), List.of("rec-tag"));
    InitOptions options = InitOptions.of(items, ratings).answers(List.of(answers));
    Path whole = folder.resolve("whole");
    Workspace.init(whole, options);
    Build.run(Workspace.open(whole), BuildOptions.defaults());

    Path killed = folder.resolve("killed");
    Workspace.init(killed, options);
    for (String stage : STAGES) {
      kill(killed, stage, random.nextInt(700), "seed " + seed + ", stage " + stage);
    }
    Build.run(Workspace.open(killed), BuildOptions.defaults());
    assertEquals(BuildTest.hashes(whole), BuildTest.hashes(killed), "seed " + seed);
    try (Generation generation = Generation.pinCurrent(killed)) {
      generation.verify();
    }
  }

  private void kill(Path workspace, String stage, int millis, String where) throws Exception {
    Path begun = Files.createTempDirectory(folder, "begun");
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dai.djl.offline=true", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(RealBuildChild.class.getName(), workspace.toString(), begun.toString()));
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    while (!Files.exists(begun.resolve(stage)) && child.isAlive()) {
      Thread.sleep(5);
    }
    // A stage that an earlier round got through does not begin again: that round is a full build.
    boolean seen = Files.exists(begun.resolve(stage));
    child.waitFor(millis, TimeUnit.MILLISECONDS);
    child.destroyForcibly().waitFor();
    assertTrue(seen || ended(child), () -> where + ": " + text(log));
  }

  private static boolean ended(Process child) {
    return child.exitValue() == 0;
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
