package org.llmrec.train.hybrid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.io.Verify;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.split.PerUserSplit;
import org.llmrec.data.split.Split;
import org.llmrec.data.split.SplitOptions;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.metrics.TopK;
import org.llmrec.rank.EncoderRef;
import org.llmrec.rank.list.Asking;
import org.llmrec.rank.list.History;
import org.llmrec.rank.list.ListBundle;
import org.llmrec.rank.list.ListRanker;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.MethodWorld;
import org.llmrec.train.method.Methods;

class HybridTest {
  @TempDir Path folder;

  private final TrainingData data = MethodWorld.data();

  private FittedMethod fit(TrainingData on, MethodWorld world, Map<String, Object> settings)
      throws Exception {
    Map<String, Object> all = new HashMap<>(Map.of("dims", 8, "epochs", 20));
    all.putAll(settings);
    Path scratch = Files.createTempDirectory(folder, "scratch");
    return Methods.of("hybrid", all)
        .fit(on, new FitContext(3, 1, Optional.of(world.texts()), scratch, Progress.silent()));
  }

  /** The world's users like two of four kinds of items. */
  @Test
  void putsItemsOfTheRightKindsFirst() throws Exception {
    int[][] histories = data.positives().itemsByUser();
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
        FittedMethod fitted = fit(data, world, Map.of())) {
      int right = 0;
      int all = 0;
      for (int user = 1; user < histories.length; user++) {
        for (int item : TopK.of(scores(fitted, user, histories[user]), 5, histories[user])) {
          right += item % 4 == user % 4 || item % 4 == (user + 1) % 4 ? 1 : 0;
          all++;
        }
      }
      assertTrue(right > 0.8 * all, right + " of " + all);
    }
  }

  /** Known by one item: nobody likes its kind and the one opposite. */
  @Test
  void whoIsNewGetsItemsOfTheRightKindsFirst() throws Exception {
    for (double share : new double[] {0, 0.3}) {
      try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
          FittedMethod fitted = fit(data, world, Map.of("new-users", share))) {
        int right = 0;
        int all = 0;
        for (int known = 4; known < data.items().size(); known++) {
          int[] history = {known};
          for (int item : TopK.of(scores(fitted, Asker.Reader.UNKNOWN, history), 5, history)) {
            right += Math.floorMod(item - known, 4) != 2 ? 1 : 0;
            all++;
          }
        }
        assertTrue(right > 0.9 * all, share + ": " + right + " of " + all);
      }
    }
  }

  private float[] scores(FittedMethod fitted, int user, int[] history) {
    float[] scores = new float[data.items().size()];
    fitted.score(new Asker.Reader(user, history, 86_400 * 500L), scores);
    return scores;
  }

  /** Three are put in order by the network; what they are is not its affair. */
  @Test
  void whoIsAmongTheBestDoesNotDependOnTheNetwork() throws Exception {
    int[] history = data.positives().itemsByUser()[5];
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
        FittedMethod one = fit(data, world, Map.of("depth", 3));
        FittedMethod other = fit(data, world, Map.of("depth", 3, "hidden", 0, "epochs", 1))) {
      assertEquals(best(one, history), best(other, history));
    }
  }

  private Set<Integer> best(FittedMethod fitted, int[] history) {
    Set<Integer> best = new HashSet<>();
    Arrays.stream(TopK.of(scores(fitted, 5, history), 3, history)).forEach(best::add);
    return best;
  }

  @Test
  void usersOfOneRowTeachNothing() throws Exception {
    boolean[] seen = new boolean[data.users().size()];
    TrainingData single =
        data.keeping(
            row -> {
              boolean first = !seen[data.positives().user(row)];
              seen[data.positives().user(row)] = true;
              return first;
            });
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"))) {
      Exception e = assertThrows(ConfigException.class, () -> fit(single, world, Map.of()));
      assertTrue(e.getMessage().contains("two positives"), e.getMessage());
    }
  }

  @Test
  void whatScoresAreWorthIsFittedStoredAndMeasured() throws Exception {
    Split split = PerUserSplit.of(data.positives(), new SplitOptions(5, 3, 0.2, true));
    TrainingData train = TrainingData.of(split);
    Path bundle = folder.resolve("measured");
    Map<String, Object> settings = Map.of("dims", 8, "epochs", 20);
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
        FittedMethod plain = fit(train, world, settings)) {
      HybridReport report =
          HybridTrainer.train(
              train,
              split,
              settings,
              new EncoderRef("none", "00"),
              "data",
              bundle,
              new FitContext(
                  3,
                  1,
                  Optional.of(world.texts()),
                  Files.createTempDirectory(folder, "s"),
                  Progress.silent()));
      HeldOutChances held = report.chances().orElseThrow();
      assertTrue(held.users() > 0);
      assertTrue(held.candidates().expected() <= held.candidates().largest());
      assertTrue(held.candidates().expected() < 0.2, held.toString());
      ListRanker served = ListBundle.open(bundle, Verify.FULL).ranker();
      int[] items = IntStream.range(0, train.items().size()).toArray();
      int[] history = train.positives().itemsByUser()[7];
      float[] scores = new float[items.length];
      try (Asking asking = served.signals().ask(new History(history, 86_400 * 500L))) {
        served.score(asking, items, scores);
        double[] chances = served.chances().orElseThrow().of(asking, items, scores);
        for (int item : items) {
          boolean known = Arrays.binarySearch(history, item) >= 0 || served.signals().unmet(item);
          assertEquals(known, Double.isNaN(chances[item]));
          assertTrue(known || chances[item] >= 0 && chances[item] <= 1);
        }
      }
      // Measuring changed nothing: the order is that of the method in an experiment.
      float[] plainScores = new float[items.length];
      plain.score(new Asker.Reader(7, history, 86_400 * 500L), plainScores);
      assertArrayEquals(TopK.of(plainScores, 10, history), TopK.of(scores, 10, history));
    }
  }

  /** Measured is what is served: the trees go the way into the bundle and back. */
  @Test
  void treesAreStoredWithTheNetworkThatLearntFromTheirLeaves() throws Exception {
    Split split = PerUserSplit.of(data.positives(), new SplitOptions(5, 3, 0.2, true));
    TrainingData train = TrainingData.of(split);
    Path bundle = folder.resolve("trees");
    Map<String, Object> settings =
        Map.of(
            "dims",
            8,
            "epochs",
            20,
            "trees",
            true,
            "missing",
            true,
            "tree-rounds",
            5,
            "text",
            false);
    try (MethodWorld world = new MethodWorld(Files.createTempDirectory(folder, "w"));
        FittedMethod plain = fit(train, world, settings)) {
      HybridTrainer.train(
          train,
          split,
          settings,
          new EncoderRef("none", "00"),
          "data",
          bundle,
          new FitContext(
              3, 1, Optional.empty(), Files.createTempDirectory(folder, "s"), Progress.silent()));
      ListBundle served = ListBundle.open(bundle, Verify.FULL);
      assertTrue(served.manifest().leaves().getFirst() > 0, served.manifest().toString());
      assertEquals(0, served.manifest().leaves().getLast());
      assertTrue(served.manifest().missing().contains("ease"), served.manifest().toString());
      assertTrue(served.ranker().chances().isPresent());
      int[] items = IntStream.range(0, train.items().size()).toArray();
      int[] history = train.positives().itemsByUser()[7];
      float[] scores = new float[items.length];
      served.ranker().score(new History(history, 86_400 * 500L), items, scores);
      float[] plainScores = new float[items.length];
      plain.score(new Asker.Reader(7, history, 86_400 * 500L), plainScores);
      assertArrayEquals(TopK.of(plainScores, 10, history), TopK.of(scores, 10, history));
    }
  }

  /** Three items are rounding where they are not kept apart from it. */
  @Test
  void whatIsLearntOfATinyCatalogueCanBeStoredAndOpened() throws Exception {
    for (int users = 3; users < 9; users++) {
      int[] first = {0, 1, 2};
      InteractionTable.Builder rows = new InteractionTable.Builder();
      for (int user = 0; user < users; user++) {
        rows.add(user, first[user % 3], 5, user);
        rows.add(user, first[(user + 1) % 3], 5, user + 1);
      }
      Ids items = Ids.of(List.of("a", "b", "c"));
      Ids people = Ids.of(IntStream.range(0, users).mapToObj(u -> "u" + u).toList());
      InteractionTable all = rows.build(people, items);
      InteractionTable none = all.filter(row -> false);
      Split split = new Split(all, none, none);
      Path bundle = folder.resolve("bundle" + users);
      HybridReport report =
          HybridTrainer.train(
              TrainingData.of(split),
              split,
              Map.of("text", false, "epochs", 3),
              new EncoderRef("none", "00"),
              "data",
              bundle,
              new FitContext(
                  1,
                  1,
                  Optional.empty(),
                  Files.createTempDirectory(folder, "s"),
                  Progress.silent()));
      if (report.learnt()) {
        assertEquals(3, ListBundle.open(bundle, Verify.FULL).manifest().items());
      }
    }
  }
}
