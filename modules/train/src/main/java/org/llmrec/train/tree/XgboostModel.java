package org.llmrec.train.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.json.Json;
import org.llmrec.rank.tree.TreeNode;
import org.llmrec.rank.tree.Trees;

/**
 * Models in the JSON format of XGBoost, such as {@code save_model("model.json")} of its Python
 * package writes. One output per row, booster {@code gbtree} without categorical splits. The score
 * is XGBoost's margin: of a logistic objective the logit. No native code runs here. Stateless,
 * hence thread-safe.
 */
public final class XgboostModel {
  /** The stored base score is a prediction: of these objectives that is the margin itself. */
  private static final Set<String> PLAIN =
      Set.of("reg:squarederror", "rank:ndcg", "rank:pairwise", "rank:map");

  /** And of these a probability. */
  private static final Set<String> LOGISTIC = Set.of("binary:logistic", "reg:logistic");

  private XgboostModel() {}

  /**
   * Reads a model.
   *
   * @throws CorruptFileException if the file is not such a model
   * @throws IOException if it cannot be read at all
   */
  public static Trees read(Path file) throws IOException {
    try {
      return parse(Files.readAllBytes(file), Integer.MAX_VALUE);
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException(
          DataCode.FILE_FORMAT,
          file,
          "trees in the JSON format of XGBoost",
          "otherwise: " + e.getMessage(),
          "save the model as .json with a booster and an objective that are supported");
    }
  }

  /**
   * The first {@code count} trees of a model, or all if it has fewer.
   *
   * @throws IllegalArgumentException if it is not such a model
   */
  static Trees parse(byte[] json, int count) {
    JsonNode learner;
    try {
      // Decimals as written: by way of a double some would round to the neighbouring float.
      learner =
          Json.mapper()
              .reader()
              .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
              .readTree(json)
              .path("learner");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("expected JSON, found " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("expected JSON, found " + e.getMessage(), e);
    }
    JsonNode booster = learner.path("gradient_booster");
    requireText("gradient_booster.name", "gbtree", booster.path("name"));
    JsonNode model = learner.path("learner_model_param");
    if (number(model, "num_class", 0) > 1 || number(model, "num_target", 1) > 1) {
      throw new IllegalArgumentException("expected one output per row, found " + Json.line(model));
    }
    JsonNode trees = booster.path("model").path("trees");
    if (!trees.isArray()) {
      throw new IllegalArgumentException(
          "expected an array gradient_booster.model.trees, found " + trees.getNodeType());
    }
    List<TreeNode> roots = new ArrayList<>();
    for (int tree = 0; tree < Math.min(count, trees.size()); tree++) {
      roots.add(new XgboostTree(trees.get(tree), tree).root());
    }
    return Trees.of(number(model, "num_feature", 0), base(learner, model), roots);
  }

  private static float base(JsonNode learner, JsonNode model) {
    String objective = learner.path("objective").path("name").asText();
    float stored;
    String text = model.path("base_score").asText();
    try {
      // Version 3 writes a list of one.
      stored =
          Float.parseFloat(
              text.startsWith("[") && text.endsWith("]")
                  ? text.substring(1, text.length() - 1)
                  : text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a number as base_score, found " + text, e);
    }
    if (PLAIN.contains(objective)) {
      return stored;
    }
    if (LOGISTIC.contains(objective)) {
      // In 32 bits, as XGBoost does it.
      return -(float) Math.log(1 / stored - 1);
    }
    throw new IllegalArgumentException(
        "expected one of the objectives " + PLAIN + " and " + LOGISTIC + ", found " + objective);
  }

  private static void requireText(String what, String expected, JsonNode found) {
    if (!expected.equals(found.asText())) {
      throw new IllegalArgumentException(
          "expected " + what + " to be " + expected + ", found " + Json.line(found));
    }
  }

  /** XGBoost writes its parameters as texts. */
  private static int number(JsonNode parameters, String name, int byDefault) {
    JsonNode value = parameters.path(name);
    if (value.isMissingNode()) {
      return byDefault;
    }
    try {
      return Integer.parseInt(value.asText());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected a whole number as " + name + ", found " + Json.line(value), e);
    }
  }
}
