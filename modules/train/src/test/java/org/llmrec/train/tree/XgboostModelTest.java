package org.llmrec.train.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.rank.tree.Trees;

class XgboostModelTest {
  /** One tree of two splits, as XGBoost writes it, less what nobody reads. */
  private static final String MODEL =
      """
      {"learner": {
        "gradient_booster": {"name": "gbtree", "model": {"trees": [
          {"left_children": [1, -1, 3, -1, -1], "right_children": [2, -1, 4, -1, -1],
           "split_indices": [0, 0, 1, 0, 0], "split_conditions": [5E-1, -1E0, 2E0, 1.5E0, 1E-1],
           "default_left": [1, 0, 0, 0, 0], "split_type": [0, 0, 0, 0, 0],
           "sum_hessian": [1E1, 4E0, 6E0, 1E0, 5E0], "tree_param": {"size_leaf_vector": "1"}}]}},
        "learner_model_param": {"base_score": "2.5E-1", "num_class": "0", "num_feature": "2"},
        "objective": {"name": "reg:squarederror"}},
       "version": [2, 1, 4]}
      """;

  @TempDir private Path folder;

  @Test
  void aSavedModelIsRead() throws IOException {
    Trees trees = XgboostModel.read(file(MODEL));
    assertEquals(2, trees.features());
    assertEquals(3, trees.leafCount());
    assertEquals(-.75f, trees.score(new float[] {0, 0}));
    assertEquals(-.75f, trees.score(new float[] {Float.NaN, 0}));
    assertEquals(1.75f, trees.score(new float[] {.5f, 1}));
    assertEquals(.25f + .1f, trees.score(new float[] {1, Float.NaN}));
  }

  @Test
  void theBaseScoreOfALogisticModelIsAProbability() throws IOException {
    Trees trees = XgboostModel.read(file(MODEL.replace("reg:squarederror", "binary:logistic")));
    assertEquals(-Math.log(3), trees.base(), 1e-6);
    assertEquals(.25f, XgboostModel.read(file(MODEL.replace("2.5E-1", "[2.5E-1]"))).base());
  }

  @Test
  void whatXgboostSavesItselfIsRead() throws Exception {
    TreeData data = TreeSamples.of(TreeObjective.RANKING, 7, 500, 4);
    TreeSettings settings = TreeSettings.of(TreeObjective.RANKING).size(5, 6);
    try (NativeBooster booster =
        NativeBooster.open(data, Optional.empty(), settings, TreeTrainer.Run.of(1, 2))) {
      for (int round = 0; round < 5; round++) {
        booster.grow(round);
      }
      Path file = folder.resolve("saved.json");
      booster.booster().saveModel(file.toString());
      assertEquals(booster.trees(5), XgboostModel.read(file));
    }
  }

  @Test
  void aDamagedModelIsRefused() throws IOException {
    refused("JSON", MODEL.substring(0, 200));
    refused("gradient_booster.name to be gbtree", MODEL.replace("gbtree", "dart"));
    refused("gradient_booster.name to be gbtree", "{}");
    refused("one output per row", MODEL.replace("\"num_class\": \"0\"", "\"num_class\": \"3\""));
    refused("one of the objectives", MODEL.replace("reg:squarederror", "survival:cox"));
    refused("a categorical one", MODEL.replace("\"split_type\": [0", "\"split_type\": [1"));
    refused("leaves of one number", MODEL.replace("vector\": \"1", "vector\": \"2"));
    refused("another to node 0", MODEL.replace("\"left_children\": [1", "\"left_children\": [0"));
    refused("from 0 to 4", MODEL.replace("\"left_children\": [1", "\"left_children\": [9"));
    refused("from 0 to 4", MODEL.replace("\"right_children\": [2", "\"right_children\": [-2"));
    refused(
        "right_children of 5", MODEL.replace("\"right_children\": [2,", "\"right_children\": ["));
    refused("a number", MODEL.replace("2E0, 1.5E0", "null, 1.5E0"));
    refused("must be finite", MODEL.replace("2E0, 1.5E0", "1E99, 1.5E0"));
    refused("a feature from 0 to 1", MODEL.replace("[0, 0, 1, 0, 0]", "[0, 0, 2, 0, 0]"));
    refused("base_score", MODEL.replace("2.5E-1", "many"));
    refused("num_feature", MODEL.replace("\"num_feature\": \"2\"", "\"num_feature\": \"\""));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("model.json"), content);
  }

  private void refused(String part, String content) throws IOException {
    Path file = file(content);
    String message =
        assertThrows(CorruptFileException.class, () -> XgboostModel.read(file)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
