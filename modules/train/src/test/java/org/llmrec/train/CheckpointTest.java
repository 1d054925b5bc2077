package org.llmrec.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;
import org.llmrec.data.split.Split;

class CheckpointTest {
  private static final int EPOCHS = 4;
  private static final TrainOptions OPTIONS =
      World.options().toBuilder().maxEpochs(EPOCHS).threads(1).batch(100).foldInSample(32).build();

  @TempDir Path folder;
  private World world;
  private TrainData data;

  @BeforeEach
  void open() throws IOException {
    world = new World(folder);
    data = untested(world.data(World.positives(40, 14, 4)));
  }

  /** The comparison on the test part takes longer than these trainings. */
  private static TrainData untested(TrainData whole) {
    Split split = whole.split();
    return new TrainData(
        whole.items(),
        whole.fields(),
        new Split(split.train(), split.validation(), split.test().filter(row -> false)),
        whole.encoderName(),
        whole.encoderSha256(),
        whole.dataHash());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void interruptedAfterAnyEpochItEndsWithTheBytesOfOneThatWasNot() throws IOException {
    TwoTowerTrainer.train(data, OPTIONS, folder.resolve("whole"), Progress.silent());
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      String name = "after" + epoch;
      interrupt(OPTIONS, epoch, name);
      TrainReport report = train(OPTIONS, name);
      assertTrue(report.summary().contains("after epoch " + (epoch - 1)) == epoch > 1);
      assertEquals(EPOCHS, report.epochs().size());
      assertSame("whole", name);
      assertEquals(List.of(".lock"), files(checkpoints(name)), "it has served");
    }
  }

  @Test
  void evenWhenInterruptedAgainAndAgain() throws IOException {
    TrainOptions two = OPTIONS.toBuilder().threads(2).build();
    TwoTowerTrainer.train(data, two, folder.resolve("whole"), Progress.silent());
    for (int epoch = 2; epoch <= EPOCHS; epoch += 2) {
      interrupt(two, epoch, "again");
    }
    train(two, "again");
    assertSame("whole", "again");
  }

  @Test
  void withoutValidationOrDropoutTheSame() throws IOException {
    data = world.data(World.positives(40, 6, 5));
    TrainOptions options = OPTIONS.toBuilder().dropout(0).epochsWithoutValidation(3).build();
    TwoTowerTrainer.train(data, options, folder.resolve("whole"), Progress.silent());
    interrupt(options, 3, "again");
    train(options, "again");
    assertSame("whole", "again");
  }

  @Test
  void aTrainingCanBeGivenMoreEpochsButNotFewer() throws IOException {
    interrupt(OPTIONS.toBuilder().maxEpochs(3).build(), 3, "again");
    train(OPTIONS, "again");
    TwoTowerTrainer.train(data, OPTIONS, folder.resolve("whole"), Progress.silent());
    assertSame("whole", "again");
    interrupt(OPTIONS, 4, "again");
    ConfigException refused =
        assertThrows(
            ConfigException.class, () -> train(OPTIONS.toBuilder().maxEpochs(2).build(), "again"));
    assertTrue(refused.getMessage().contains("after epoch 3"), refused.getMessage());
  }

  @Test
  void checkpointsAreAsFarApartAsAsked() throws IOException {
    List<List<String>> seen = new ArrayList<>();
    Checkpoints every = new Checkpoints(checkpoints("x"), 2, 0);
    EndingProgress progress = new EndingProgress(3, () -> seen.add(files(checkpoints("x"))));
    Continuation with = Continuation.none().with(every);
    TrainOptions longer = OPTIONS.toBuilder().maxEpochs(6).build();
    assertThrows(
        EndingProgress.Ended.class,
        () -> TwoTowerTrainer.train(data, longer, folder.resolve("x"), with, progress));
    assertEquals(
        List.of(
            List.of(".lock"),
            List.of(".lock"),
            List.of(".lock", "checkpoint.json", "state-2.safetensors")),
        seen);
    assertThrows(ConfigException.class, () -> new Checkpoints(folder, 0, 0));
    assertThrows(ConfigException.class, () -> new Checkpoints(folder, 1, Double.NaN));
  }

  @Test
  void anotherTrainingsCheckpointIsRefusedAndStays() throws IOException {
    interrupt(OPTIONS, 3, "again");
    List<String> before = files(checkpoints("again"));
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> train(OPTIONS.toBuilder().learningRate(1e-3).seed(1).build(), "again"));
    assertTrue(
        refused.getMessage().contains("train.learning-rate 0.003 instead of 0.001, train.seed"),
        refused.getMessage());
    TrainData whole = data;
    data = untested(world.data(World.positives(40, 14, 5)));
    refused = assertThrows(ConfigException.class, () -> train(OPTIONS, "again"));
    assertTrue(refused.getMessage().contains("other data"), refused.getMessage());
    assertEquals(before, files(checkpoints("again")));
    data = whole;
    assertTrue(train(OPTIONS, "again").summary().contains("after epoch 2"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDamagedOneIsStartedOverFromWithANote(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    TwoTowerTrainer.train(data, OPTIONS, folder.resolve("whole"), Progress.silent());
    interrupt(OPTIONS, 3, "again");
    Path victim =
        checkpoints("again").resolve(seed % 2 == 0 ? "checkpoint.json" : "state-2.safetensors");
    byte[] bytes = Files.readAllBytes(victim);
    if (seed == 3) {
      Files.delete(victim);
    } else {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
      Files.write(victim, bytes);
    }
    TrainReport report = train(OPTIONS, "again");
    assertTrue(report.summary().contains("training started over"), "seed " + seed);
    assertSame("whole", "again");
  }

  @Test
  void twoTrainingsDoNotShareAFolder() throws IOException {
    List<String> refusals = new ArrayList<>();
    EndingProgress progress =
        new EndingProgress(
            1,
            () -> {
              // From another thread, a second training would wait for the engine.
              try (FolderLock lock =
                  FolderLock.acquire(
                      checkpoints("x"),
                      "test",
                      holder -> new ConfigException(WorkspaceCode.FOLDER_IN_USE, holder))) {
                refusals.add("free: " + lock);
              } catch (ConfigException e) {
                refusals.add("taken");
              }
            });
    Continuation with = Continuation.none().with(Checkpoints.in(checkpoints("x")));
    assertThrows(
        EndingProgress.Ended.class,
        () -> TwoTowerTrainer.train(data, OPTIONS, folder.resolve("x"), with, progress));
    assertEquals(List.of("taken"), refusals);
    assertFalse(Files.exists(checkpoints("x").resolve("checkpoint.json")));
  }

  /** Ends a training when that epoch has been passed and not yet saved. */
  private void interrupt(TrainOptions options, int epoch, String name) {
    Continuation with = Continuation.none().with(Checkpoints.in(checkpoints(name)));
    Progress progress = new EndingProgress(epoch, () -> {});
    assertThrows(
        EndingProgress.Ended.class,
        () -> TwoTowerTrainer.train(data, options, folder.resolve(name), with, progress));
  }

  private TrainReport train(TrainOptions options, String name) throws IOException {
    Continuation with = Continuation.none().with(Checkpoints.in(checkpoints(name)));
    return TwoTowerTrainer.train(data, options, folder.resolve(name), with, Progress.silent());
  }

  private Path checkpoints(String name) {
    return folder.resolve(name + "-checkpoints");
  }

  private void assertSame(String expected, String found) throws IOException {
    assertEquals(files(folder.resolve(expected)), files(folder.resolve(found)));
    for (String file : files(folder.resolve(expected))) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve(expected).resolve(file)),
          Files.readAllBytes(folder.resolve(found).resolve(file)),
          found + ": " + file);
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
