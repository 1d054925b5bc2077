package org.llmrec.train.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrec.metrics.BinaryScores;
import org.llmrec.rank.tree.Trees;
import org.llmrec.train.method.Settings;

class TreeTrainerTest {
  private static final TreeTrainer.Run RUN = TreeTrainer.Run.of(5, 1);

  @Test
  void oneSeedGivesOneForest() {
    TreeData data = TreeSamples.of(TreeObjective.PROBABILITY, 1, 3_000, 6);
    TreeSettings settings = TreeSettings.of(TreeObjective.PROBABILITY).size(20, 12);
    TreeTrainer.Run two = TreeTrainer.Run.of(5, 2);
    Trees first = TreeTrainer.train(data, Optional.empty(), settings, two).trees();
    assertEquals(first, TreeTrainer.train(data, Optional.empty(), settings, two).trees());
    assertNotEquals(
        first,
        TreeTrainer.train(data, Optional.empty(), settings, TreeTrainer.Run.of(6, 2)).trees());
    assertEquals(20, first.size());
    assertTrue(first.leafCount() <= 20 * 12);
  }

  @Test
  void learnsWhatDependsOnTheFeatures() {
    TreeData data = TreeSamples.of(TreeObjective.PROBABILITY, 2, 4_000, 6);
    TreeData other = TreeSamples.of(TreeObjective.PROBABILITY, 3, 2_000, 6);
    TreeSettings settings = TreeSettings.of(TreeObjective.PROBABILITY).size(60, 12);
    Trees trees = TreeTrainer.train(data, Optional.empty(), settings, RUN).trees();
    boolean[] labels = new boolean[other.rows()];
    double[] scores = new double[other.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = other.labels()[row] == 1;
      scores[row] = trees.score(TreeSamples.row(other, row));
    }
    double auc = BinaryScores.auc(labels, scores);
    assertTrue(auc > .75, () -> "AUC " + auc);
  }

  @Test
  void validationSaysHowManyTreesToKeep() {
    for (TreeObjective objective : TreeObjective.values()) {
      TreeData data = TreeSamples.of(objective, 4, 300, 4);
      TreeData held = TreeSamples.of(objective, 5, 300, 4);
      TreeSettings settings = TreeSettings.of(objective).size(200, 32).patience(10);
      TrainedTrees learnt = TreeTrainer.train(data, Optional.of(held), settings, RUN);
      int best =
          learnt
              .figures()
              .indexOf(
                  objective == TreeObjective.RANKING
                      ? Collections.max(learnt.figures())
                      : Collections.min(learnt.figures()));
      assertEquals(best + 1, learnt.trees().size(), objective::name);
      assertEquals(best + 1 + 10, learnt.figures().size(), objective::name);
      Trees all =
          TreeTrainer.train(data, Optional.empty(), settings.size(best + 1, 32), RUN).trees();
      assertEquals(all, learnt.trees(), objective::name);
    }
  }

  @Test
  void columnsThatAreNowhereKnownAreNoMatter() {
    float nan = Float.NaN;
    TreeData data =
        TreeData.of(
            3,
            new float[] {nan, 1, nan, nan, 2, nan, nan, 3, nan, nan, 4, nan},
            new float[] {0, 0, 8, 8});
    TreeSettings settings = new TreeSettings(TreeObjective.NUMBER, 50, .5, 4, 0, 0, 1, 1, 16, 5);
    Trees trees = TreeTrainer.train(data, Optional.empty(), settings, RUN).trees();
    assertEquals(3, trees.features());
    assertEquals(0, trees.score(new float[] {nan, 1, 3}), 1e-3);
    assertEquals(8, trees.score(new float[] {7, 4, nan}), 1e-3);
  }

  @Test
  void settingsAreReadWithDefaults() {
    Settings none = Settings.of("hybrid", Map.of());
    assertEquals(
        TreeSettings.of(TreeObjective.RANKING), TreeSettings.read(TreeObjective.RANKING, none));
    Settings some = Settings.of("hybrid", Map.of("tree-rounds", 7, "tree-leaves", 3));
    assertEquals(
        TreeSettings.of(TreeObjective.NUMBER).size(7, 3),
        TreeSettings.read(TreeObjective.NUMBER, some));
  }

  @Test
  void whatCannotBeLearntIsRefused() {
    float[] four = {1, 2, 3, 4};
    float[] two = {0, 1};
    assertRefused("and a label for each", () -> TreeData.of(3, four, two));
    assertRefused("and a label for each", () -> TreeData.of(0, new float[0], two));
    assertRefused("and a label for each", () -> TreeData.of(2, new float[0], new float[0]));
    assertRefused(
        "found Infinity in row 1, column 0",
        () -> TreeData.of(2, new float[] {1, 2, Float.POSITIVE_INFINITY, 4}, two));
    assertRefused("found NaN in row 1", () -> TreeData.of(2, four, new float[] {1, Float.NaN}));
    assertRefused("of 2 rows together", () -> TreeData.grouped(2, four, two, new int[] {1, 2}));
    assertRefused("1 row or more", () -> TreeData.grouped(2, four, two, new int[] {0, 2}));
    TreeData data = TreeData.of(2, four, two);
    assertRefused("groups to rank within", () -> train(data, data, TreeObjective.RANKING));
    TreeData grades = TreeData.of(2, four, new float[] {.5f, 1});
    assertRefused("whole labels from 0 to 1", () -> train(grades, data, TreeObjective.PROBABILITY));
    assertRefused("in the validation", () -> train(data, grades, TreeObjective.PROBABILITY));
    TreeData wide = TreeData.of(4, four, new float[] {1});
    assertRefused("2 columns, found 4", () -> train(data, wide, TreeObjective.NUMBER));
    TreeSettings usual = TreeSettings.of(TreeObjective.NUMBER);
    assertRefused("leaves", () -> usual.size(1, 1));
    assertRefused("leaves", () -> usual.size(1, 513));
    assertRefused("round", () -> usual.size(0, 2));
    assertRefused("patience", () -> usual.patience(0));
    assertRefused("thread", () -> TreeTrainer.Run.of(1, 0));
  }

  @Test
  void rowsThatTrainingSawAreLeftAsTheyWere() {
    TreeData data = TreeSamples.of(TreeObjective.NUMBER, 6, 200, 3);
    float[] before = data.features().clone();
    train(data, data, TreeObjective.NUMBER);
    assertArrayEquals(before, data.features());
  }

  private static TrainedTrees train(TreeData data, TreeData validation, TreeObjective objective) {
    return TreeTrainer.train(
        data, Optional.of(validation), TreeSettings.of(objective).size(3, 4), RUN);
  }

  private static void assertRefused(String part, Runnable action) {
    String message = assertThrows(IllegalArgumentException.class, action::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
