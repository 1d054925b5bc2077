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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.io.Verify;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.metrics.TopK;
import org.llmrec.rank.Ranker;
import org.llmrec.rank.RankerBundle;

class TwoTowerTrainerTest {
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

  @ParameterizedTest
  @EnumSource
  void theRankerBeatsPopularityWhereTextSaysWhatPeopleLike(TrainPrecision precision)
      throws IOException {
    TrainOptions options = World.options().toBuilder().precision(precision).build();
    TrainReport report = train(World.positives(120, 16, 3), options, "a");
    HeldOut test = report.heldOut().orElseThrow();
    assertEquals(120, test.users());
    assertTrue(test.ranker().ndcg() > test.popularity().ndcg() + 0.1, () -> report.summary());
    assertTrue(test.ndcg().p() < 0.01, () -> report.summary());
    assertEquals(
        report.validationNdcg(), report.epochs().get(report.bestEpoch() - 1).validationNdcg());
    assertEquals(16, report.counts().get("missing.rec-tag"));
    assertTrue(report.summary().contains("most popular"));
  }

  @Test
  void whatIsServedIsWhatWasTrained() throws IOException {
    InteractionTable positives = World.positives(120, 16, 3);
    TrainReport report = train(positives, World.options(), "a");
    try (RankerBundle bundle = RankerBundle.open(folder.resolve("a"), Verify.FULL)) {
      Ranker ranker = bundle.ranker();
      assertEquals(World.ITEMS, ranker.items());
      assertEquals(
          report.heldOut().orElseThrow().ranker().ndcg(),
          bundle.manifest().metrics().get("test.ndcg@10"));
      // An item that nobody ever met stands among its kind for those who like that kind.
      float[] fan = ranker.userVector("u0").orElseThrow();
      float[] stranger = ranker.userVector("u1").orElseThrow();
      float[] cold = ranker.itemVector(ranker.ordinal(World.COLD));
      assertTrue(Vectors.dot(fan, cold) > Vectors.dot(stranger, cold));
    }
  }

  @Test
  void aKnownUsersHistoryFoldedInComesNearTheTrainedUser() throws IOException {
    InteractionTable positives = World.positives(120, 16, 3);
    TrainReport report = train(positives, World.options(), "a");
    FoldInFigures figures = report.foldIn();
    assertTrue(figures.cosine() > 0.8, figures::toString);
    assertTrue(figures.foldedNdcg() > 0.9 * figures.trainedNdcg(), figures::toString);
    try (RankerBundle bundle = RankerBundle.open(folder.resolve("a"), Verify.FAST)) {
      Ranker ranker = bundle.ranker();
      List<Integer> kinds = new ArrayList<>();
      for (int kind = 0; kind < 2; kind++) {
        int[] history = {
          ranker.ordinal(World.item(4 + kind)),
          ranker.ordinal(World.item(8 + kind)),
          ranker.ordinal(World.item(12 + kind))
        };
        int best = top(ranker, ranker.foldIn(history), history)[0];
        kinds.add(World.kind(ranker.itemId(best)));
      }
      assertFalse(kinds.get(0).equals(kinds.get(1)) && kinds.get(0) > 1, kinds::toString);
    }
  }

  @Test
  void equalSeedsGiveEqualBytesAndOthersDoNot() throws Exception {
    InteractionTable positives = World.positives(60, 14, 4);
    TrainOptions options = World.options().toBuilder().maxEpochs(4).threads(2).build();
    // Two at once, as a careless caller might: one has to wait for the other.
    FutureTask<TrainReport> other = new FutureTask<>(() -> train(positives, options, "b"));
    Thread.ofPlatform().name("other training").start(other);
    train(positives, options, "a");
    other.get();
    train(positives, options.toBuilder().seed(43).build(), "c");
    assertEquals(files(folder.resolve("a")).size(), files(folder.resolve("b")).size());
    for (Path file : files(folder.resolve("a"))) {
      assertArrayEquals(
          Files.readAllBytes(file),
          Files.readAllBytes(folder.resolve("b").resolve(file.getFileName())),
          file::toString);
    }
    assertFalse(
        Arrays.equals(
            Files.readAllBytes(folder.resolve("a/weights.safetensors")),
            Files.readAllBytes(folder.resolve("c/weights.safetensors"))));
  }

  @Test
  void withoutValidationItRunsAFixedNumberOfEpochsAndSaysSo() throws IOException {
    TrainOptions options = World.options().toBuilder().epochsWithoutValidation(3).build();
    TrainReport report = train(World.positives(40, 6, 5), options, "a");
    assertEquals(3, report.epochs().size());
    assertEquals(3, report.bestEpoch());
    assertTrue(report.epochs().stream().allMatch(epoch -> epoch.validationNdcg().isEmpty()));
    assertTrue(report.heldOut().isEmpty() && report.validationNdcg().isEmpty());
    assertTrue(report.summary().contains("no user has a validation part"), report.summary());
  }

  @Test
  void dataThatCannotBeTrainedOnIsRefused() {
    TrainData whole = world.data(World.positives(40, 12, 5));
    assertThrows(
        ConfigException.class,
        () -> new TrainData(List.of("i000"), whole.fields(), whole.split(), "e", "h", "d"));
    TrainData foreign =
        new TrainData(List.of("x", "y"), whole.fields(), whole.split(), "e", "h", "d");
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () ->
                TwoTowerTrainer.train(
                    foreign, World.options(), folder.resolve("a"), Progress.silent()));
    assertTrue(refused.getMessage().contains("480 name items"), refused.getMessage());
  }

  private TrainReport train(InteractionTable positives, TrainOptions options, String name)
      throws IOException {
    return TwoTowerTrainer.train(
        world.data(positives), options, folder.resolve(name), Progress.silent());
  }

  private static int[] top(Ranker ranker, float[] user, int[] history) {
    float[] scores = new float[ranker.items()];
    int[] all = new int[scores.length];
    Arrays.setAll(all, i -> i);
    ranker.score(user, all, scores);
    int[] masked = history.clone();
    Arrays.sort(masked);
    return TopK.of(scores, 10, masked);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
