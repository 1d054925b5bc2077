package org.llmrec.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.llmrec.core.io.Verify;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rank.Ranker;
import org.llmrec.rank.RankerBundle;

class TowerRefreshTest {
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

  private Path train(InteractionTable positives) throws IOException {
    Path learnt = folder.resolve("learnt");
    TrainOptions few = World.options().toBuilder().maxEpochs(3).build();
    TwoTowerTrainer.train(world.data(positives), few, learnt, Progress.silent());
    return learnt;
  }

  @Test
  void whereNothingChangedNothingChanges() throws IOException {
    InteractionTable positives = World.positives(30, 14, 7);
    Path learnt = train(positives);
    Path next = folder.resolve("next");
    RefreshReport report =
        TowerRefresh.of(learnt, world.data(positives), user -> true, next, Progress.silent());
    assertEquals(30, report.kept());
    assertEquals(0, report.folded());
    for (String file : List.of("manifest.json", "weights.safetensors", "items.vec", "users.vec")) {
      assertArrayEquals(
          Files.readAllBytes(learnt.resolve(file)), Files.readAllBytes(next.resolve(file)), file);
    }
  }

  /** Others than before: fewer rows each, and ten people more. */
  @Test
  void whoHasAnotherHistoryGetsTheVectorThatTheBundleGivesThatHistory() throws IOException {
    Path learnt = train(World.positives(30, 14, 7));
    TrainData data = world.data(World.positives(40, 12, 8));
    Path next = folder.resolve("next");
    RefreshReport report =
        TowerRefresh.of(learnt, data, user -> user.equals("u3"), next, Progress.silent());
    assertEquals(1, report.kept());
    assertEquals(39, report.folded());
    try (RankerBundle before = RankerBundle.open(learnt, Verify.FULL);
        RankerBundle after = RankerBundle.open(next, Verify.FULL)) {
      Ranker ranker = before.ranker();
      InteractionTable train = data.split().train();
      int[][] met = train.itemsByUser();
      for (int user = 0; user < met.length; user++) {
        String id = train.users().get(user);
        int[] history = new int[met[user].length];
        for (int i = 0; i < history.length; i++) {
          history[i] = ranker.ordinal(train.items().get(met[user][i]));
        }
        assertArrayEquals(
            id.equals("u3") ? ranker.userVector(id).orElseThrow() : ranker.foldIn(history),
            after.ranker().userVector(id).orElseThrow(),
            1e-5f,
            id);
      }
      assertArrayEquals(ranker.averageUser(), after.ranker().averageUser());
      assertEquals(before.manifest().metrics(), after.manifest().metrics());
    }
  }

  @Test
  void otherTextsThanItLearntFromAreRefused() throws IOException {
    InteractionTable positives = World.positives(30, 14, 7);
    Path learnt = train(positives);
    TrainData data = world.data(positives);
    TrainData fewer =
        new TrainData(
            data.items(),
            Map.of("description", data.fields().get("description")),
            data.split(),
            data.encoderName(),
            data.encoderSha256(),
            data.dataHash());
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () ->
                TowerRefresh.of(
                    learnt, fewer, user -> true, folder.resolve("next"), Progress.silent()));
    assertTrue(refused.getMessage().contains("fields [description]"), refused.getMessage());
  }
}
