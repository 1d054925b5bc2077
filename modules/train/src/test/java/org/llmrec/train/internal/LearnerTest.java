package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.data.split.PerUserSplit;
import org.llmrec.data.split.SplitOptions;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rank.ItemTexts;
import org.llmrec.rank.ItemTower;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.TrainPrecision;

class LearnerTest {
  private static final int ITEMS = 30;
  private static final int WIDTH = 8;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void nativeMemoryStaysFlatAndTheJavaTowerAgreesWithTheEngines(TrainPrecision precision)
      throws Exception {
    LinkedHashMap<String, VectorFile> fields = new LinkedHashMap<>();
    fields.put("description", vectors("description", ITEMS));
    fields.put("rec-tag", vectors("rec-tag", ITEMS / 2));
    List<String> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add("i" + i);
    }
    TrainData data =
        new TrainData(
            items, fields, PerUserSplit.of(positives(), SplitOptions.everybody(1)), "e", "h", "d");
    TrainOptions options =
        TrainOptions.builder()
            .dims(6)
            .hidden(10)
            .batch(32)
            .negatives(8)
            .maxEpochs(3)
            .precision(precision)
            .build();
    Positives positives = Positives.of(data.split(), items);
    try (Torch torch = Torch.open(1, 1)) {
      TextInput loaded = TextInput.load(torch.manager(), items, fields);
      Weights start = StartingWeights.draw(2 * WIDTH, positives.users().size(), options);
      LearnerState first =
          LearnerState.begin(start, Positives.count(positives.train()), options.seed());
      Learner learner = new Learner(torch, loaded, positives, options, first);
      int before = torch.manager().getManagedArrays().size();
      Learnt learnt = learner.learn(Learner.Saving.NONE, Progress.silent());
      assertEquals(before, torch.manager().getManagedArrays().size());
      assertEquals(3, learnt.epochs().size());
      assertEquals(0, learnt.centrings().get(0).missing());
      assertEquals(ITEMS / 2, learnt.centrings().get(1).missing());
      ItemTower tower =
          learnt.weights().tower(List.of("description", "rec-tag"), learnt.centrings());
      ItemTexts texts = ItemTexts.of(items, List.copyOf(fields.values()));
      float[] standIn = learnt.weights().missing();
      assertTrue(standIn[WIDTH] != 0, "the stand-in of the field that items lack is learnt");
      for (int i = 0; i < ITEMS; i++) {
        float[] served = tower.forward(texts.fields(i));
        for (int d = 0; d < 6; d++) {
          assertEquals(learnt.itemVectors()[i * 6 + d], served[d], 1e-5);
        }
      }
    } finally {
      fields.values().forEach(VectorFile::close);
    }
  }

  private VectorFile vectors(String name, int rows) throws Exception {
    SplittableRandom random = new SplittableRandom(name.length());
    Path file = folder.resolve(name + ".vec");
    try (VectorFileWriter writer = VectorFileWriter.create(file, WIDTH, Map.of())) {
      for (int i = 0; i < rows; i++) {
        float[] vector = new float[WIDTH];
        for (int d = 0; d < WIDTH; d++) {
          vector[d] = (float) (1 + random.nextGaussian());
        }
        writer.add("i" + i, vector);
      }
    }
    return VectorFile.open(file);
  }

  private static InteractionTable positives() {
    SplittableRandom random = new SplittableRandom(9);
    Ids.Builder users = new Ids.Builder();
    Ids.Builder items = new Ids.Builder();
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int u = 0; u < 20; u++) {
      int user = users.add("u" + u);
      random
          .ints(0, ITEMS)
          .distinct()
          .limit(11)
          .forEach(i -> rows.add(user, items.add("i" + i), 1, 0));
    }
    return rows.build(users.build(), items.build());
  }
}
