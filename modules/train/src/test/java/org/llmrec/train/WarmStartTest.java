package org.llmrec.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.simulate.ReaderSimulator;
import org.llmrec.data.simulate.SimulatorOptions;
import org.llmrec.data.split.PerUserSplit;
import org.llmrec.data.split.Split;
import org.llmrec.data.split.SplitOptions;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** Simulated readers go on reading, and more of them come. */
class WarmStartTest {
  private static final int ITEMS = 120;
  private static final int CATEGORIES = 8;
  private static final int WIDTH = 16;

  private static final TrainOptions OPTIONS =
      TrainOptions.builder()
          .dims(16)
          .hidden(32)
          .batch(256)
          .negatives(64)
          .learningRate(2e-3)
          .maxEpochs(40)
          .foldInSample(32)
          .threads(1)
          .build();

  @TempDir Path folder;

  @Test
  void itComesToAColdStartsFigureInFewerEpochsAndTakesInNewReaders() throws IOException {
    try (VectorFile texts = texts(WIDTH)) {
      Split now = simulated();
      // Before, a fifth of the readers had not come yet, and the others had read two thirds.
      Split before =
          new Split(
              now.train()
                  .filter(
                      row ->
                          Integer.parseInt(
                                          now.train()
                                              .users()
                                              .get(now.train().user(row))
                                              .substring(4))
                                      % 5
                                  != 0
                              && row % 3 != 0),
              now.validation(),
              now.test());
      TwoTowerTrainer.train(data(texts, before), OPTIONS, folder.resolve("old"), Progress.silent());
      TrainReport cold = train(texts, now, "cold", Continuation.none());
      TrainReport warm = train(texts, now, "warm", Continuation.none().from(folder.resolve("old")));
      double figure = cold.validationNdcg().orElseThrow();
      int epochs =
          warm.epochs().stream()
              .filter(epoch -> epoch.validationNdcg().orElseThrow() >= figure)
              .mapToInt(Epoch::number)
              .findFirst()
              .orElse(Integer.MAX_VALUE);
      String what = cold.summary() + "\n" + warm.summary() + "\n" + epochs;
      assertTrue(epochs <= 2 * cold.bestEpoch() / 3, what);
      assertTrue(warm.summary().contains("knows 120 of the 150 users"), what);
      assertTrue(warm.summary().contains("another split"), what);
    }
  }

  @Test
  void beforeItsFirstStepItScoresAsTheBundleDoes() throws IOException {
    try (VectorFile texts = texts(WIDTH)) {
      Split split = simulated();
      TrainReport old = train(texts, split, "old", Continuation.none());
      TrainOptions still =
          OPTIONS.toBuilder().learningRate(1e-12).maxEpochs(1).negatives(8).build();
      TrainReport same =
          TwoTowerTrainer.train(
              data(texts, split),
              still,
              folder.resolve("same"),
              Continuation.none().from(folder.resolve("old")),
              Progress.silent());
      assertEquals(old.validationNdcg().orElseThrow(), same.validationNdcg().orElseThrow(), 1e-3);
      assertTrue(!same.summary().contains("another split"), same.summary());
    }
  }

  @Test
  void aBundleOfOtherWidthsOrAnotherEncoderIsRefused() throws IOException {
    try (VectorFile texts = texts(WIDTH)) {
      Split split = simulated();
      TrainOptions short1 = OPTIONS.toBuilder().maxEpochs(1).build();
      TwoTowerTrainer.train(data(texts, split), short1, folder.resolve("old"), Progress.silent());
      Continuation from = Continuation.none().from(folder.resolve("old"));
      TrainData data = data(texts, split);
      assertRefused("dims 8", data, short1.toBuilder().dims(8).build(), from);
      assertRefused("hidden layers [31]", data, short1.toBuilder().hidden(31).build(), from);
      TrainData other =
          new TrainData(data.items(), data.fields(), split, "other", "2".repeat(64), "d");
      assertRefused("encoder", other, short1, from);
      TrainData renamed =
          new TrainData(
              data.items(), Map.of("title", texts), split, "e", data.encoderSha256(), "d");
      assertRefused("fields [title]", renamed, short1, from);
    }
  }

  private void assertRefused(String why, TrainData data, TrainOptions options, Continuation from) {
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () ->
                TwoTowerTrainer.train(
                    data, options, folder.resolve("new"), from, Progress.silent()));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  private TrainReport train(VectorFile texts, Split split, String name, Continuation from)
      throws IOException {
    return TwoTowerTrainer.train(
        data(texts, split), OPTIONS, folder.resolve(name), from, Progress.silent());
  }

  private static TrainData data(VectorFile texts, Split split) {
    Map<String, VectorFile> fields = new LinkedHashMap<>();
    fields.put("description", texts);
    return new TrainData(texts.ids(), fields, split, "e", "0".repeat(64), "d");
  }

  private static Split simulated() {
    Ids.Builder users = new Ids.Builder();
    Ids.Builder items = new Ids.Builder();
    InteractionTable.Builder rows = new InteractionTable.Builder();
    new ReaderSimulator(catalogue(), SimulatorOptions.of(150, 11))
        .simulate(
            x -> {
              if (x.value() >= 3) {
                rows.add(users.add(x.user()), items.add(x.item()), x.value(), x.timestamp());
              }
            });
    Split split =
        PerUserSplit.of(rows.build(users.build(), items.build()), SplitOptions.everybody(1));
    return new Split(split.train(), split.validation(), split.test().filter(row -> false));
  }

  private static List<Item> catalogue() {
    return IntStream.range(0, ITEMS)
        .mapToObj(
            i ->
                new Item(
                    String.format(Locale.ROOT, "i%03d", i),
                    "Item " + i,
                    "",
                    List.of("c" + i % CATEGORIES, "c" + (i / CATEGORIES) % CATEGORIES),
                    Map.of()))
        .toList();
  }

  /** A text says which categories an item is of, and something else. */
  private VectorFile texts(int width) throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    float[][] centres = new float[CATEGORIES][];
    for (int c = 0; c < CATEGORIES; c++) {
      centres[c] = gaussian(random, width, 1);
    }
    Path file = folder.resolve("texts.vec");
    try (VectorFileWriter writer = VectorFileWriter.create(file, width, Map.of())) {
      for (Item item : catalogue()) {
        float[] vector = gaussian(random, width, 0.4);
        for (String category : item.categories()) {
          Vectors.addScaled(vector, centres[Integer.parseInt(category.substring(1))], 1);
        }
        writer.add(item.id(), Vectors.normalise(vector));
      }
    }
    return VectorFile.open(file);
  }

  private static float[] gaussian(SplittableRandom random, int width, double deviation) {
    float[] vector = new float[width];
    for (int d = 0; d < width; d++) {
      vector[d] = (float) (deviation * random.nextGaussian());
    }
    return vector;
  }
}
